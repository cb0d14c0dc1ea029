"""The feeds hold to their specifications, field by field."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from small_trades.shop.account.tests.making import Browser
from small_trades.shop.feeds.xml import GOOGLE
from small_trades.shop.pages.actions import save_news
from small_trades.shop.products.models import ProductImage
from small_trades.shop.products.tests.goods import a_product, a_variant, variant_of
from small_trades.shop.promotions.tests.making import asked_for

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PUBLIC = "public, max-age=0, must-revalidate"
MOMENT = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[+]09:00"
ADDRESS = r"https://testserver/\S+"
# Google Merchant Center, product data specification: what each field may be, and which an item must have.
FIELDS = {
    "id": r".{1,50}",
    "item_group_id": r".{1,50}",
    "title": r".{1,150}",
    "description": r"(?s).{1,5000}",
    "link": ADDRESS,
    "image_link": ADDRESS,
    "additional_image_link": ADDRESS,
    "availability": r"in_stock|out_of_stock|preorder|backorder",
    "availability_date": MOMENT,
    "price": r"[1-9]\d* JPY",
    "sale_price": r"[1-9]\d* JPY",
    "sale_price_effective_date": f"{MOMENT}/{MOMENT}",
    "gtin": r"\d{8}|\d{12,14}",
    "brand": r".{1,70}",
    "identifier_exists": r"no",
    "condition": r"new",
    "product_type": r".{1,750}",
    "shipping_weight": r"\d+ g",
    "shipping": r"",
}
REQUIRED = {
    "id",
    "title",
    "description",
    "link",
    "image_link",
    "availability",
    "price",
    "condition",
    "shipping",
}


def google(lang: str = "") -> list[dict[str, str]]:
    """The items of the feed, each judged by the specification."""
    answer = Browser().get(f"/feeds/google.xml{lang}")
    assert (answer.status_code, answer["Cache-Control"], answer.cookies) == (200, PUBLIC, {})
    root = ET.fromstring(answer.content)  # noqa: S314 - made here
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    items = [judged(item) for item in root.iterfind("channel/item")]
    assert len({item["id"] for item in items}) == len(items)
    return items


def judged(item: ET.Element) -> dict[str, str]:
    prefix = f"{{{GOOGLE}}}"
    assert all(field.tag.startswith(prefix) for field in item)
    found = {field.tag.removeprefix(prefix): field.text or "" for field in item}
    assert found.keys() >= REQUIRED
    assert not [name for name, text in found.items() if not re.fullmatch(FIELDS[name], text)]
    shipping = {
        field.tag.removeprefix(prefix): field.text or "" for field in item.iterfind(f"{prefix}shipping/*")
    }
    assert shipping["country"] == "JP"
    assert re.fullmatch(r"\d+ JPY", shipping["price"])
    if "sale_price" in found:
        assert int(found["sale_price"].split()[0]) < int(found["price"].split()[0])
    return {**found, "shipping": shipping["price"]}


def test_every_variant_is_an_item_with_all_that_google_asks_for() -> None:
    cup = a_product("blue-cup", price=2200, reference_price=2800, available=0)
    asked_for(variant_of(cup), price=2800, days=60, until=0)
    a_variant(cup, sku="BLUE-CUP-2", price=12_000)
    first, second = google()
    assert (first["price"], first["sale_price"], first["availability"]) == (
        "2800 JPY",
        "2200 JPY",
        "out_of_stock",
    )
    assert (second["price"], second["shipping"]) == ("12000 JPY", "0 JPY")
    assert "sale_price" not in second
    assert {first["item_group_id"], second["item_group_id"]} == {"BLUE-CUP"}
    assert (first["brand"], first["product_type"]) == ("月待窯", "湯のみ")


def test_the_feed_speaks_english_where_asked() -> None:
    a_product("blue-cup")
    (item,) = google("?lang=en")
    assert (item["title"], item["link"]) == ("Blue cup", "https://testserver/en/products/blue-cup/")
    assert Browser().get("/feeds/google.xml?lang=fr").status_code == 404


def test_what_xml_or_google_cannot_take_does_not_break_the_feed() -> None:
    a_product("odd", name_ja="壺\x01 <&> ]]> \ufffe", summary_ja="説" * 400)
    ProductImage.objects.filter(product=a_product("unseen")).delete()
    (item,) = google()
    assert item["title"] == "壺 <&> ]]> "
    assert google("?lang=en")


def test_an_empty_shop_has_an_empty_feed() -> None:
    assert google() == []


def test_news_are_rss_newest_first_and_none_before_its_day() -> None:
    today = timezone.localdate()
    for slug, days in (("old", -3), ("new", 0), ("coming", 1)):
        day = today + dt.timedelta(days=days)
        save_news(slug, day=day, title_ja=f"題 {slug}", title_en="", body_ja="本文", body_en="")
    answer = Browser().get("/feeds/news.xml")
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    items = ET.fromstring(answer.content).findall("channel/item")  # noqa: S314 - made here
    assert [item.findtext("title") for item in items] == ["題 new", "題 old"]
    assert [item.findtext("link") for item in items] == [
        f"https://testserver/news/#{slug}" for slug in ("new", "old")
    ]
    days_told = [parsedate_to_datetime(item.findtext("pubDate") or "").date() for item in items]
    assert days_told == [today, today - dt.timedelta(days=3)]
