"""Options: what can be stored, what is offered with which product, and what of a pick is left."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.options.actions import edit
from small_trades.shop.options.actions.edit import ChoiceFacts, OptionFacts
from small_trades.shop.options.kinds import Kind
from small_trades.shop.options.models import Option
from small_trades.shop.options.picking import Choice, Offer, read, settle, write
from small_trades.shop.options.queries import (
    GiftWishes,
    desk_options,
    editable_option,
    gift_wishes,
    offers_of,
    options_with,
)
from small_trades.shop.options.tests.making import WRAPPING, an_engraving, an_option
from small_trades.shop.products.actions.duplicate import duplicate_product
from small_trades.shop.products.actions.sample import load_sample
from small_trades.shop.products.models import Product
from small_trades.shop.products.tests.goods import a_product

WRAP = Offer(1, Kind.CHOICE, "包装", "Wrapping", 0, False, 20, (Choice(7, "紙", "Paper", 330),))
BOX = Offer(2, Kind.CHECK, "箱", "Box", 1320, False, 20)
NAME = Offer(3, Kind.WORDS, "名入れ", "Name", 880, True, 20)


@given(st.dictionaries(st.integers(1, 10**12), st.none() | st.integers(1, 10**12), max_size=12))
def test_picks_are_written_in_one_way(picks: dict[int, int | None]) -> None:
    kept = write(picks.items())
    assert dict(read(kept)) == picks
    assert write(reversed(list(picks.items()))) == kept


def test_what_is_offered_now_is_what_a_pick_costs() -> None:
    settled = settle("1=7 2 3", (WRAP, BOX, NAME))
    assert (settled.is_sound, settled.surcharges) == (True, (330, 1320, 880))
    assert [one.offer.id for one in settled.wordy] == [3]


@pytest.mark.parametrize(
    ("kept", "offers", "surcharges"),
    [
        ("1=8 3", (WRAP, NAME), (880,)),  # the choice is gone
        ("2 3", (NAME,), (880,)),  # the option is gone
        ("", (NAME,), ()),  # one that is needed came
        ("2", (replace(BOX, kind=Kind.CHOICE, choices=WRAP.choices),), ()),  # it became a choice
        ("1=7", (replace(WRAP, kind=Kind.CHECK, choices=()),), ()),  # it was a choice
    ],
)
def test_what_changed_is_noticed(kept: str, offers: tuple[Offer, ...], surcharges: tuple[int, ...]) -> None:
    settled = settle(kept, offers)
    assert (settled.is_sound, settled.surcharges) == (False, surcharges)


@pytest.mark.django_db
def test_an_option_is_offered_with_all_or_with_chosen_products() -> None:
    cup, bowl = a_product("cup"), a_product("bowl")
    everywhere = an_option()
    chosen = an_engraving(is_for_all=False, products=(cup.pk,))
    an_option(name_ja="休み", is_offered=False)
    offers = offers_of([cup.pk, bowl.pk])
    assert [offer.id for offer in offers[cup.pk]] == [everywhere.id, chosen.id]
    assert [offer.id for offer in offers[bowl.pk]] == [everywhere.id]
    assert offers[cup.pk][0].choices[0].surcharge == 330
    assert offers_of([]) == {}
    edit.offer_with(bowl.pk, [chosen.id])
    assert options_with(bowl.pk) == {chosen.id}
    copy = duplicate_product(bowl.pk)
    assert options_with(copy) == {chosen.id}
    edit.offer_with(bowl.pk, [])
    assert options_with(bowl.pk) == frozenset()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("name_ja", {"name_ja": " \x00 "}),
        ("name_ja", {"name_ja": "あ" * 61}),
        ("name_en", {"name_en": "a" * 61}),
        ("surcharge", {"surcharge": -1}),
        ("surcharge", {"surcharge": 1_000_000}),
        ("longest", {"longest": 0}),
        ("longest", {"longest": 201}),
        ("is_required", {"kind": Kind.CHECK, "is_required": True}),
        ("choices", {"choices": ()}),
        ("choices", {"choices": tuple(ChoiceFacts(name_ja=str(number)) for number in range(31))}),
        ("choices", {"choices": (ChoiceFacts(name_ja="", name_en="Paper"),)}),
        ("choices", {"choices": (ChoiceFacts(name_ja="紙"), ChoiceFacts(name_ja=" 紙 "))}),
        ("choices", {"choices": (ChoiceFacts(name_ja="紙", surcharge=-1),)}),
    ],
)
def test_what_cannot_be_offered_is_not_stored(field: str, changes: dict[str, Any]) -> None:
    facts = {"name_ja": "包装", "kind": Kind.CHOICE, "choices": WRAPPING} | changes
    with pytest.raises(BadInput) as bad:
        edit.save_option(OptionFacts(**facts))
    assert list(bad.value.problems) == [field]
    assert not Option.objects.exists()


@pytest.mark.django_db
def test_a_product_has_no_more_options_than_its_page_shows() -> None:
    cup, bowl = a_product("cup"), a_product("bowl")
    an_option()
    nineteen = [an_engraving(name_ja=f"名入れ{n}", is_for_all=False, products=(cup.pk,)) for n in range(19)]
    assert len(offers_of([cup.pk])[cup.pk]) == 20
    facts: dict[str, Any] = {"name_ja": "のし", "kind": Kind.CHOICE, "choices": WRAPPING}
    for field, changes in (
        ("products", {"products": (bowl.pk, cup.pk)}),
        ("is_for_all", {"is_for_all": True}),
    ):
        with pytest.raises(BadInput) as bad:
            edit.save_option(OptionFacts(**facts, **changes))
        assert list(bad.value.problems) == [field]
        assert Option.objects.count() == 20
    more = edit.save_option(OptionFacts(**facts, products=(bowl.pk,)))
    asleep = edit.save_option(OptionFacts(**facts, products=(cup.pk,), is_offered=False))
    with pytest.raises(BadInput):
        edit.save_option(OptionFacts(**facts, products=(cup.pk,)), option_id=asleep)
    assert not Option.objects.get(pk=asleep).is_offered
    with pytest.raises(BadInput):
        edit.offer_with(cup.pk, [more, *(one.id for one in nineteen)])
    assert more not in options_with(cup.pk)
    edit.offer_with(cup.pk, [more, *(one.id for one in nineteen[1:])])
    assert len(offers_of([cup.pk])[cup.pk]) == 20


@pytest.mark.django_db
def test_a_choice_that_stays_keeps_its_id_and_one_that_goes_is_gone() -> None:
    option = an_option()
    paper, cloth = option.choices
    facts = OptionFacts(
        name_ja="包装",
        kind=Kind.CHOICE,
        choices=(
            ChoiceFacts(id=cloth.id, name_ja="風呂敷", surcharge=1200),
            ChoiceFacts(name_ja="箱", surcharge=500),
        ),
    )
    edit.save_option(facts, option_id=option.id)
    changed = editable_option(option.id)
    assert changed is not None
    assert [(one.name_ja, one.surcharge) for one in changed.choices] == [("風呂敷", 1200), ("箱", 500)]
    assert changed.choices[0].id == cloth.id
    assert paper.id not in {one.id for one in changed.choices}


@pytest.mark.django_db
def test_options_are_moved_and_removed() -> None:
    first, second = an_option(name_ja="一"), an_option(name_ja="二")
    edit.move_option(second.id, by=-1)
    edit.move_option(second.id, by=-1)
    assert [row.id for row in desk_options()] == [second.id, first.id]
    edit.remove_option(second.id)
    edit.remove_option(second.id)
    assert [row.id for row in desk_options()] == [first.id]
    with pytest.raises(Option.DoesNotExist):
        edit.move_option(second.id, by=1)


@pytest.mark.django_db
def test_without_a_word_of_the_shop_nothing_goes_with_a_parcel() -> None:
    assert gift_wishes() == GiftWishes()
    edit.set_gift_rules(has_message=True, has_noshi=False)
    assert gift_wishes() == GiftWishes(has_message=True, has_noshi=False)


@pytest.mark.django_db
def test_the_sample_shop_has_options_and_they_do_not_come_back() -> None:
    load_sample()
    cup = Product.objects.get(slug="blue-cup")
    assert [offer.kind for offer in offers_of([cup.pk])[cup.pk]] == [Kind.CHOICE, Kind.WORDS]
    assert len(desk_options()) == 5
    edit.remove_option(desk_options()[0].id)
    load_sample()
    assert len(desk_options()) == 4
