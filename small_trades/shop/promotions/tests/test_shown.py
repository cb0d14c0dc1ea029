"""Campaigns where goods are shown: pages, lists, structured data and the feed say what the cart asks."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.utils import timezone
from django.utils.timezone import localtime

from small_trades.shop.account.tests.making import Browser
from small_trades.shop.products.tests.goods import a_product, a_variant, variant_of
from small_trades.shop.promotions.actions.edit import CampaignFacts, save_campaign
from small_trades.shop.promotions.tests.making import a_campaign, asked_for

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ENDS = timezone.now() + dt.timedelta(days=3)


def page(path: str) -> str:
    return str(Browser().get(path).content.decode())


def prices(text: str) -> list[str]:
    """The prices of a page with the usual ones beside them, in its order."""
    return re.findall(r'class="price-(?:amount">|was"><span class="unseen">[^<]*</span>¥)([\d,]+)', text)


def offers(text: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', text, re.DOTALL)
    data = [json.loads(one) for one in found]
    return next(list(one["offers"]) for one in data if one["@type"] == "Product")


def feed(name: str) -> list[str]:
    return re.findall(rf"<g:{name}>([^<]*)</g:{name}>", page("/feeds/google.xml"))


def test_the_lower_price_stands_where_goods_are_shown_and_the_cart_asks_it() -> None:
    cup = a_product("blue-cup", price=2200)
    asked_for(variant_of(cup), days=60)
    a_campaign(percent=10, ends_at=ENDS)

    shown = page("/en/products/blue-cup/")
    assert prices(shown)[:2] == ["2,200", "1,980"]
    assert "Autumn fair" in shown
    assert prices(page("/en/products/"))[:2] == ["2,200", "1,980"]
    (offer,) = offers(shown)
    assert (offer["price"], offer["priceValidUntil"]) == (
        1980,
        localtime(ENDS).isoformat(timespec="seconds"),
    )
    assert (feed("price")[0], feed("sale_price")) == ("2200 JPY", ["1980 JPY"])
    (span,) = feed("sale_price_effective_date")
    assert span.endswith(f"/{localtime(ENDS).isoformat(timespec='minutes')}")

    browser = Browser()
    browser.post(
        "/cart/add/", {"variant": variant_of(cup).pk, "quantity": 1}, HTTP_ORIGIN="https://testserver"
    )
    assert "1,980" in browser.get("/en/cart/").content.decode()


def test_a_usual_price_that_was_not_asked_long_enough_stands_nowhere() -> None:
    cup = a_product("blue-cup", price=2200, reference_price=2800)
    asked_for(variant_of(cup), days=10)
    a_campaign(percent=10)
    shown = page("/en/products/blue-cup/")
    assert prices(shown)[0] == "1,980"
    assert "2,200" not in shown
    assert "2,800" not in shown
    assert (feed("price")[0], feed("sale_price")) == ("1980 JPY", [])


def test_each_variant_has_its_own_price_and_the_lowest_leads() -> None:
    cup = a_product("blue-cup", price=2200)
    a_variant(cup, sku="BLUE-CUP-2", price=2300)
    a_campaign(amount=500, products=[cup])
    shown = page("/en/products/blue-cup/")
    assert prices(shown)[:3] == ["1,700", "1,700", "1,800"]
    assert [offer["price"] for offer in offers(shown)] == [1700, 1800]


@pytest.mark.parametrize(
    "columns",
    [
        {"percent": 10, "starts_at": timezone.now() + dt.timedelta(days=1)},
        {"percent": 10, "ends_at": timezone.now() - dt.timedelta(hours=1)},
        {"percent": 10, "is_on": False},
        {"earns": 5},
    ],
)
def test_what_does_not_run_or_lowers_nothing_changes_no_price(columns: dict[str, Any]) -> None:
    a_product("blue-cup", price=2200)
    a_campaign(**columns)
    shown = page("/en/products/blue-cup/")
    assert prices(shown)[0] == "2,200"
    assert "Autumn fair" not in shown


def test_a_campaign_for_other_goods_leaves_these_alone() -> None:
    a_product("blue-cup", price=2200)
    a_campaign(percent=10, products=[a_product("tea", price=1080)])
    assert prices(page("/en/products/blue-cup/"))[0] == "2,200"


def test_a_kept_page_changes_at_once_when_the_desk_saves_a_campaign() -> None:
    a_product("blue-cup", price=2200)
    assert prices(page("/en/products/blue-cup/"))[0] == "2,200"
    save_campaign(
        CampaignFacts(
            name_ja="秋の市",
            name_en="Autumn fair",
            percent=10,
            starts_at=timezone.now() - dt.timedelta(minutes=1),
        )
    )
    assert prices(page("/en/products/blue-cup/"))[0] == "1,980"
