"""Options on their screen: every choice that was typed is kept."""

import pytest

from small_trades.shop.desk.tests.making import colleague, desk_of, problems
from small_trades.shop.options.actions.edit import ChoiceFacts, OptionFacts, save_option
from small_trades.shop.options.kinds import Kind
from small_trades.shop.options.queries import editable_option, options_with
from small_trades.shop.options.tests.making import WRAPPING, an_engraving, an_option
from small_trades.shop.orders.tests.making import cup

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def typed(names: list[str]) -> dict[str, str]:
    """The form as it is sent, with these choices."""
    rows = {
        f"choice-{at}-{column}": value
        for at, name in enumerate(names)
        for column, value in (("name_ja", name), ("name_en", ""), ("surcharge", "110"))
    }
    return {"name_ja": "色", "name_en": "", "kind": "choice", "is_offered": "on", "is_for_all": "on", **rows}


def test_no_choice_is_lost_where_a_colleague_took_some_away_meanwhile() -> None:
    option = an_option(choices=tuple(ChoiceFacts(name_ja=f"色{n}") for n in range(5)))
    desk = desk_of(colleague("catalogue"))
    assert 'name="choice-7-name_ja"' in desk.get(f"/desk/options/{option.id}/").content.decode()
    save_option(OptionFacts(name_ja="色", kind=Kind.CHOICE, choices=WRAPPING[:1]), option_id=option.id)
    names = [f"色{n}" for n in range(8)]
    answer = desk.post(f"/desk/options/{option.id}/", typed(names))
    assert answer["Location"] == "/desk/options/"
    stored = editable_option(option.id)
    assert stored is not None
    assert [choice.name_ja for choice in stored.choices] == names


def test_a_choice_keeps_its_number_and_one_that_is_emptied_goes() -> None:
    option = an_option()
    paper, cloth = option.choices
    desk = desk_of(colleague("catalogue"))
    ids = {"choice-0-id": str(paper.id), "choice-1-id": str(cloth.id)}
    desk.post(f"/desk/options/{option.id}/", typed(["", "風呂敷"]) | ids)
    stored = editable_option(option.id)
    assert stored is not None
    assert [(choice.id, choice.name_ja, choice.surcharge) for choice in stored.choices] == [
        (cloth.id, "風呂敷", 110)
    ]


def test_more_options_than_a_product_shows_are_refused_at_the_field() -> None:
    product = cup()
    many = [an_engraving(name_ja=f"名入れ{n}", is_for_all=False).id for n in range(21)]
    desk = desk_of(colleague("catalogue"))
    page = f"/en/desk/products/{product.product_id}/options/"
    answer = desk.post(page, {"options": [str(one) for one in many]})
    said = problems(answer.content.decode())
    assert said["options"].startswith("A product has at most 20 options")
    assert not options_with(product.product_id)
    assert desk.post(page, {"options": [str(one) for one in many[1:]]}).status_code == 302
    assert len(options_with(product.product_id)) == 20
