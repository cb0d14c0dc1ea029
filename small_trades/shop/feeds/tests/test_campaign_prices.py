"""A campaign shows on every page, in the feed and to machines, from its first moment to its last."""

import datetime as dt
import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from small_trades.shop.account.tests.making import Browser
from small_trades.shop.feeds.xml import GOOGLE
from small_trades.shop.products.models import Product, Variant
from small_trades.shop.products.tests.goods import a_category, a_product, a_variant, variant_of
from small_trades.shop.promotions.actions.edit import CampaignFacts, save_campaign
from small_trades.shop.promotions.models import Campaign
from small_trades.shop.promotions.tests.making import a_campaign, asked_for
from small_trades.shop.site import turns

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = dt.timedelta(days=1)


def page(path: str = "/products/blue-cup/") -> str:
    answer = Browser().get(path)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "public, max-age=0, must-revalidate")
    return str(answer.content.decode())


def amounts(text: str) -> list[str]:
    return re.findall(r'class="price-amount">([\d,]+)<', text)


def struck(text: str) -> list[str]:
    return re.findall(r'class="price-was">.*?</span>([^<]+)</s>', text)


def offers(path: str = "/products/blue-cup/") -> list[dict[str, Any]]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page(path))
    return next(data["offers"] for data in map(json.loads, blocks) if data["@type"] == "Product")


def items() -> list[dict[str, str]]:
    root = ET.fromstring(Browser().get("/feeds/google.xml").content)  # noqa: S314 - made here
    prefix = f"{{{GOOGLE}}}"
    return [
        {field.tag.removeprefix(prefix): field.text or "" for field in item}
        for item in root.iterfind("channel/item")
    ]


@pytest.fixture
def cup() -> Product:
    return a_product(price=2200)


def test_a_campaign_shows_everywhere_with_its_name_and_its_last_day(cup: Product) -> None:
    asked_for(variant_of(cup), days=60)
    ends = timezone.make_aware(dt.datetime(2099, 12, 1))  # noqa: DTZ001 - made aware here
    begins = timezone.now() - DAY
    a_campaign(percent=20, products=[cup], ends_at=ends, starts_at=begins)
    for path in ("/", "/products/", "/products/blue-cup/", "/categories/cups/"):
        text = page(path)
        assert (amounts(text)[0], struck(text)[0]) == ("1,760", "2,200円")
        assert "秋の市、2099年11月30日まで" in text
        assert "Autumn fair, until 30 Nov 2099" in page(f"/en{path}")
    assert 'Usual price </span>¥2,200</s> <span class="unseen">Price now' in page("/en/products/blue-cup/")
    (offer,) = offers()
    assert (offer["price"], offer["priceValidUntil"]) == (1760, "2099-12-01T00:00:00+09:00")
    assert [(each["price"], each.get("priceType")) for each in offer["priceSpecification"]] == [
        (1760, None),
        (2200, "https://schema.org/StrikethroughPrice"),
    ]
    (item,) = items()
    assert (item["price"], item["sale_price"]) == ("2200 JPY", "1760 JPY")
    start = timezone.localtime(begins).isoformat(timespec="minutes")
    assert item["sale_price_effective_date"] == f"{start}/2099-12-01T00:00+09:00"


def test_a_campaign_that_ends_within_a_day_says_at_which_minute(cup: Product) -> None:
    ends = timezone.make_aware(dt.datetime(2099, 12, 1, 15, 30))  # noqa: DTZ001 - made aware here
    a_campaign(percent=20, products=[cup], ends_at=ends)
    assert "秋の市、2099年12月1日 15:30まで" in page()
    assert "Autumn fair, until 1 Dec 2099, 15:30" in page("/en/products/")


def test_the_usual_price_is_named_nowhere_where_it_was_not_long_asked(cup: Product) -> None:
    a_campaign(percent=20, products=[cup])
    for path in ("/", "/products/", "/products/blue-cup/", "/categories/cups/"):
        text = page(path)
        assert (amounts(text)[0], struck(text)) == ("1,760", [])
        assert "2,200" not in text
    (offer,) = offers()
    assert (offer["price"], "priceSpecification" in offer, "priceValidUntil" in offer) == (1760, False, False)
    (item,) = items()
    assert (item["price"], "sale_price" in item) == ("1760 JPY", False)


def test_kept_pages_change_in_the_moment_a_campaign_begins_and_ends(
    cup: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    begins, ends = timezone.now() + 3 * DAY, timezone.now() + 5 * DAY
    a_campaign(percent=20, products=[cup], starts_at=begins, ends_at=ends)
    turns.forget()
    second = dt.timedelta(seconds=1)
    for moment, asked in (
        (begins - second, "2,200"),
        (begins, "1,760"),
        (ends - second, "1,760"),
        (ends, "2,200"),
    ):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert (amounts(page())[0], amounts(page("/products/"))[0]) == (asked, asked)


def test_kept_pages_change_when_a_product_comes_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    a_product(published_at=now + DAY, published_until=now + 3 * DAY)
    turns.forget()
    second = dt.timedelta(seconds=1)
    for moment, count in (
        (now + DAY - second, 0),
        (now + DAY, 1),
        (now + 3 * DAY - second, 1),
        (now + 3 * DAY, 0),
    ):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert page("/products/").count('class="card-name"') == count


def test_an_edited_campaign_shows_at_once(cup: Product, django_capture_on_commit_callbacks: Any) -> None:
    facts = CampaignFacts(name_ja="秋の市", products=(cup.code,), starts_at=timezone.now() - DAY)
    assert amounts(page())[0] == "2,200"
    for percent, asked in ((10, "1,980"), (50, "1,100")):
        with django_capture_on_commit_callbacks(execute=True):
            found = Campaign.objects.first()
            save_campaign(replace(facts, percent=percent), campaign_id=found.pk if found else None)
        assert amounts(page())[0] == asked


def test_lists_sort_and_narrow_by_what_is_asked(cup: Product) -> None:
    a_product("red-cup", price=2100, code="RED")
    a_campaign(percent=20, products=[cup])
    by_price = page("/products/?sort=price-low")
    assert by_price.index("/products/blue-cup/") < by_price.index("/products/red-cup/")
    assert "/products/red-cup/" not in page("/products/?price=-1999").split("<main")[1]


def test_a_campaign_for_a_shelf_reaches_goods_below_it_and_no_others() -> None:
    above = a_category("table", name_ja="食卓")
    below = a_category("bowls", name_ja="鉢", parent=above)
    a_product("bowl", category=below, price=1000)
    a_product("knife", category=a_category("knives", name_ja="包丁"), price=1000)
    a_campaign(amount=300, categories=[above])
    assert (amounts(page("/products/bowl/"))[0], amounts(page("/products/knife/"))[0]) == ("700", "1,000")
    assert amounts(page("/products/?price=-1999&sort=price-low"))[:2] == ["700", "1,000"]


def test_of_several_variants_the_cheapest_is_named_and_each_has_its_own_price(cup: Product) -> None:
    a_variant(cup, sku="BLUE-CUP-2", price=3000)
    a_campaign(percent=10, products=[cup])
    assert amounts(page())[:3] == ["1,980", "1,980", "2,700"]
    assert [offer["price"] for offer in offers()] == [1980, 2700]


def test_a_reference_price_is_struck_only_where_it_was_asked(cup: Product) -> None:
    Variant.objects.update(reference_price=2800)
    assert "2,800" not in page()
    asked_for(variant_of(cup), price=2800, days=50, until=0)
    turns.forget()
    Campaign.objects.all().delete()
    assert struck(page("/products/blue-cup/?again=1")) == ["2,800円"]


def test_what_the_maker_suggests_is_called_that_and_not_struck(cup: Product) -> None:
    Variant.objects.update(reference_price=2800, is_suggested=True)
    text = page()
    assert ("メーカー希望小売価格 2,800円" in text, struck(text)) == (True, [])
    (offer,) = offers()
    assert [(each["price"], each.get("priceType")) for each in offer["priceSpecification"]] == [
        (2200, None),
        (2800, "https://schema.org/MSRP"),
    ]
    (item,) = items()
    assert (item["price"], "sale_price" in item) == ("2200 JPY", False)
    assert cup.pk


def test_points_alone_change_no_price(cup: Product) -> None:
    a_campaign(earns=10, products=[cup])
    text = page()
    assert (amounts(text)[0], "秋の市" in text) == ("2,200", False)
