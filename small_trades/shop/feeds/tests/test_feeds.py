"""The feeds hold to their specifications, field by field."""

import datetime as dt
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from small_trades.shop.account.tests.making import Browser
from small_trades.shop.feeds.tests import google_fields
from small_trades.shop.kernel.gtin import check_digit
from small_trades.shop.pages.actions import save_news
from small_trades.shop.pages.sample import load_sample_words
from small_trades.shop.products.actions.sample import load_sample
from small_trades.shop.products.models import Product, ProductImage, Variant
from small_trades.shop.products.tests.goods import a_product, a_variant, variant_of
from small_trades.shop.promotions.tests.making import a_campaign, asked_for

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PUBLIC = "public, max-age=0, must-revalidate"


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
    assert google_fields.flaws(item, host="testserver") == []
    found = {field.tag.removeprefix(google_fields.GOOGLE): field.text or "" for field in item}
    return {
        **found,
        "shipping": item.findtext(f"{google_fields.GOOGLE}shipping/{google_fields.GOOGLE}price") or "",
    }


@pytest.fixture
def whole_shop() -> None:
    """The sample shop with all that a feed can say: campaigns, usual prices, barcodes, pre-orders."""
    load_sample()
    load_sample_words()
    products = list(Product.objects.order_by("pk")[:12])
    a_campaign(percent=15, products=products[:4], ends_at=timezone.now() + dt.timedelta(days=9))
    a_campaign(amount=100, products=products[4:6])
    for variant in Variant.objects.filter(product__in=products):
        asked_for(variant, days=60)
    Product.objects.filter(pk__in=[each.pk for each in products[:3]]).update(ships_on=dt.date(2099, 1, 1))
    for place, variant in enumerate(Variant.objects.order_by("pk")[:20]):
        body = f"4912345{place:05d}"
        Variant.objects.filter(pk=variant.pk).update(gtin=f"{body}{check_digit(body)}", available=place % 3)


@pytest.mark.usefixtures("whole_shop")
@pytest.mark.parametrize("lang", ["", "?lang=en"])
def test_every_item_of_the_whole_sample_shop_is_as_google_asks(lang: str) -> None:
    items = google(lang)
    assert len(items) == Variant.objects.filter(is_sold=True).count()
    used = {name for item in items for name in item}
    assert used == google_fields.FIELDS.keys() - {"additional_image_link"} | {"shipping"}
    assert {item["availability"] for item in items} == {"in_stock", "out_of_stock", "preorder"}


@pytest.mark.parametrize(
    ("name", "text", "flaw"),
    [
        ("price", "1234", "price may not be '1234'"),
        ("price", "¥1,234", "price may not be '¥1,234'"),
        ("availability", "in stock", "availability may not be 'in stock'"),
        ("id", "x" * 51, f"id may not be '{'x' * 51}'"),
        ("title", "題" * 151, f"title may not be '{'題' * 151}'"),
        ("gtin", "4901234567890", "gtin may not be '4901234567890'"),
        ("gtin", "2001234567893", "gtin may not be '2001234567893'"),
        ("link", "https://elsewhere/", "link leads to another host than the feed's"),
        ("sale_price", "9999 JPY", "sale_price is not below price"),
        ("colour", "blue", "colour is no field that is known here"),
    ],
)
def test_the_judge_of_feeds_finds_what_is_wrong(name: str, text: str, flaw: str) -> None:
    a_product("blue-cup")
    root = ET.fromstring(Browser().get("/feeds/google.xml").content)  # noqa: S314 - made here
    (item,) = root.iterfind("channel/item")
    field = item.find(f"{google_fields.GOOGLE}{name}")
    if field is None:
        field = ET.SubElement(item, f"{google_fields.GOOGLE}{name}")
    field.text = text
    assert flaw in google_fields.flaws(item, host="testserver")


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


def test_the_picture_of_a_variant_comes_first() -> None:
    cup = a_product("blue-cup")
    blue = cup.images.create(drawing="site/icons.svg", alt_ja="青の絵", order=5)
    a_variant(cup, sku="BLUE", picture=blue)
    assert [item["image_link"].rpartition("/")[2] for item in google()] == ["favicon.svg", "icons.svg"]
