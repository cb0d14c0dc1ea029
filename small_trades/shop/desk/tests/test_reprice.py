"""Prices changed together at the desk: looked at, chosen, then changed."""

import pytest

from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.products.models import Variant
from small_trades.shop.products.tests.goods import a_product, variant_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
THERE = "/en/desk/products/prices/"
TEN = {"q": "", "by": "10", "kind": "percent", "unit": "10", "rounding": "nearest"}


@pytest.fixture
def desk() -> Browser:
    return desk_of(colleague("catalogue"))


def prices() -> list[int]:
    return list(Variant.objects.order_by("pk").values_list("price", flat=True))


def address(**changes: str) -> str:
    return f"{THERE}?" + "&".join(f"{name}={value}" for name, value in (TEN | changes).items())


def test_what_is_looked_at_is_changed_and_what_is_left_out_stays(desk: Browser) -> None:
    cup = variant_of(a_product(price=1980))
    a_product("pot", price=3000, name_ja="急須", name_en="Pot", reading="きゅうす")
    page = desk.get(address()).content.decode()
    assert ("¥2,180" in page, "¥3,300" in page, prices()) == (True, True, [1980, 3000])
    assert "¥3,300" not in desk.get(address(q="blue")).content.decode()
    done = desk.post(THERE, TEN | {"row": [f"{cup.pk}-1980"]})
    assert (done["Location"], prices()) == ("/en/desk/products/bulk/", [2180, 3000])
    assert "The prices were changed." in desk.get("/en/desk/products/bulk/").content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"by": "0"}, "other than 0"),
        ({"by": "-95"}, "Between −90 and 900 percent"),
        ({"by": "ten"}, "Enter a whole number"),
        ({"unit": "7"}, "Select a valid choice"),
    ],
)
def test_a_change_that_is_none_is_refused_at_its_field(
    desk: Browser, changes: dict[str, str], words: str
) -> None:
    cup = variant_of(a_product(price=1980))
    assert desk.get(address(**changes)).status_code == 422
    answer = desk.post(THERE, TEN | changes | {"row": [f"{cup.pk}-1980"]})
    assert (answer.status_code, words in answer.content.decode(), prices()) == (422, True, [1980])


def test_nothing_chosen_moved_prices_and_impossible_ones_change_nothing(desk: Browser) -> None:
    cup = variant_of(a_product(price=1980))
    for row, changes, words in (
        ([], {}, "Choose at least one price"),
        (["x", "1-2-3", "²-5"], {}, "Choose at least one price"),
        ([f"{cup.pk}-1900"], {}, "Prices were changed meanwhile"),
        ([f"{cup.pk}-1980"], {"by": "-1980", "kind": "yen"}, "less than 1 yen"),
    ):
        answer = desk.post(THERE, TEN | changes | {"row": row})
        assert (answer.status_code, words in answer.content.decode(), prices()) == (422, True, [1980])
    assert "not a price" in desk.get(address(by="-1980", kind="yen")).content.decode()


def test_an_empty_shop_and_a_search_for_nothing_say_so(desk: Browser) -> None:
    assert "What would change" not in desk.get(THERE).content.decode()
    assert "No products found" in desk.get(address()).content.decode()


def test_the_way_leads_from_the_list_with_its_search(desk: Browser) -> None:
    a_product()
    page = desk.get("/en/desk/products/bulk/?q=青い").content.decode()
    assert "/en/desk/products/prices/?q=%E9%9D%92%E3%81%84" in page
    assert 'value="青い"' in desk.get("/en/desk/products/prices/?q=青い").content.decode()
