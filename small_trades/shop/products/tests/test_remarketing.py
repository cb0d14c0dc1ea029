import re
from pathlib import Path

import pytest
from django.test import RequestFactory

from small_trades.shop.products import remarketing
from small_trades.shop.products.queries import product_page
from small_trades.shop.products.tests.goods import a_product
from small_trades.shop.site import outside

pytestmark = pytest.mark.django_db
SHOP = Path(__file__).resolve().parents[2]


def told(slug: str) -> object:
    page = product_page(slug)
    assert page is not None
    event = remarketing.product_viewed(page)
    return event and event.as_data()


def test_a_product_tells_its_mark_and_its_price() -> None:
    a_product("blue-cup", price=2200)
    assert told("blue-cup") == {
        "event": "product-viewed",
        "product": "blue-cup",
        "price": 2200,
        "currency": "JPY",
    }


def test_a_product_that_an_event_cannot_hold_tells_nothing_and_is_shown_all_the_same() -> None:
    a_product("Taro-Special")
    a_product("dear", price=12_000_000)
    a_product("gone", is_sold=False)
    assert [told(slug) for slug in ("Taro-Special", "dear", "gone")] == [None, None, None]
    assert remarketing.category_viewed("0312345678") is None


def test_without_a_service_a_page_declares_nothing() -> None:
    request = RequestFactory().get("/")
    outside.declare(request, remarketing.home_viewed())
    assert outside.block(request) is None


def test_no_other_file_of_the_shop_makes_such_an_event() -> None:
    makers = {
        str(path.relative_to(SHOP))
        for path in SHOP.rglob("*.py")
        if "tests" not in path.parts and re.search(r"doors\.ads", path.read_text(encoding="utf-8"))
    }
    assert makers == {"products/remarketing.py", "site/outside.py"}
