"""Every kind of public page tells machines the truth: canonical, alternates, share cards, schema.org."""

import datetime as dt
import json
import re
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from small_trades.shop.account.tests.making import Browser
from small_trades.shop.feeds.tests import vocabulary
from small_trades.shop.pages.sample import load_sample_words
from small_trades.shop.products.actions.sample import load_sample
from small_trades.shop.products.models import Product, ProductImage, Variant
from small_trades.shop.products.tests.goods import a_product, a_variant
from small_trades.shop.promotions.tests.making import a_campaign
from small_trades.shop.site.sitemap import SitemapAddress, sitemap_addresses

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HOST = "https://testserver"


def read(path: str) -> str:
    answer = Browser().get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def links(page: str, rel: str) -> dict[str, str]:
    """Addresses by hreflang, under "" without one."""
    found = {}
    for tag in re.findall(rf'<link rel="{rel}"[^>]*>', page):
        named = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if named.get("type") is None:
            found[named.get("hreflang", "")] = unescape(named["href"])
    return found


def documents(page: str) -> list[Any]:
    return [
        json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    ]


@pytest.fixture
def addresses() -> list[SitemapAddress]:
    load_sample_words()
    cup = a_product("blue-cup", summary_ja="青い釉の湯のみ", summary_en="A cup with a blue glaze")
    a_variant(cup, sku="BLUE-CUP-2", available=0)
    Variant.objects.update(reference_price=2800, is_suggested=True, gtin="4901234567894")
    a_campaign(percent=10, ends_at=timezone.now() + dt.timedelta(days=3))
    cup.published_reviews.create(stars=4, title="軽い", text="軽くて持ちやすい", pen_name="湯のみ好き")
    cup.tags.create(slug="gifts", name_ja="贈りもの", name_en="Gifts")
    return sitemap_addresses()


def test_the_sitemap_names_every_page_in_both_languages(addresses: list[SitemapAddress]) -> None:
    page = read("/sitemap.xml")
    paths = re.findall(r"<loc>https://testserver([^<]+)</loc>", page)
    assert paths == [address.path for address in addresses]
    assert {"/", "/en/", "/products/blue-cup/", "/en/products/blue-cup/", "/en/news/", "/tags/gifts/"} <= set(
        paths
    )


def test_canonical_and_alternates_of_every_page_agree_with_the_sitemap(
    addresses: list[SitemapAddress],
) -> None:
    for address in addresses:
        page = read(address.path)
        assert links(page, "canonical") == {"": HOST + address.path}, address.path
        wanted = {language: HOST + path for language, path in address.alternates.items()}
        told = links(page, "alternate")
        told.pop("x-default", None)
        assert told == wanted, address.path


def test_every_page_has_a_share_card(addresses: list[SitemapAddress]) -> None:
    for address in addresses:
        page = read(address.path)
        card = dict(re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)">', page))
        assert card.keys() >= {"site_name", "locale", "type", "title", "description", "url"}, address.path
        assert card["url"] == HOST + address.path
        assert card["locale"] == ("en_GB" if address.path.startswith("/en/") else "ja_JP")
        assert card["title"]
    product = read("/products/blue-cup/")
    assert '<meta property="og:type" content="product">' in product
    assert '<meta property="og:image" content="https://testserver/static/' in product


def test_structured_data_of_every_page_is_in_the_words_of_schema_org(
    addresses: list[SitemapAddress],
) -> None:
    seen: set[str] = set()
    for address in addresses:
        for document in documents(read(address.path)):
            assert vocabulary.flaws(document) == [], address.path
            seen |= vocabulary.kinds(document)
            places = [step["position"] for step in document.get("itemListElement", ())]
            assert places == list(range(1, len(places) + 1))
            assert all(one.startswith(f"{HOST}/") for one in (document.get("@id", f"{HOST}/"),))
    assert seen == set(vocabulary.REQUIRED)


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"@type": "Prodcut"}, "@type: Prodcut is no type that is known here"),
        ({"colour": "blue"}, "Product.colour is no property of it"),
        ({"name": ""}, "Product.name may not be ''"),
        ({"brand": {"@type": "Offer"}}, "Product.brand may not be a Offer"),
        ({"gtin": "4901234567890"}, "Product.gtin may not be '4901234567890'"),
        ({"offers": []}, "Product.offers is empty"),
    ],
)
def test_the_judge_of_structured_data_finds_what_is_wrong(change: dict[str, Any], flaw: str) -> None:
    good = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": "Cup",
        "image": [f"{HOST}/cup.webp"],
        "offers": {
            "@type": "Offer",
            "url": f"{HOST}/cup/",
            "price": 2200,
            "priceCurrency": "JPY",
            "availability": "https://schema.org/InStock",
        },
    }
    assert vocabulary.flaws(good) == []
    assert flaw in vocabulary.flaws(good | change)
    broken = good["offers"] | {"availability": "InStock", "priceValidUntil": "soon"}  # type: ignore[operator] # a dict
    assert vocabulary.flaws(good | {"offers": broken}) == [
        "Product.offers.Offer.availability may not be 'InStock'",
        "Product.offers.Offer.priceValidUntil may not be 'soon'",
    ]


def test_a_product_offers_each_variant_as_it_stands(addresses: list[SitemapAddress]) -> None:
    del addresses
    product = next(each for each in documents(read("/products/blue-cup/")) if each["@type"] == "Product")
    offers = [
        (offer["sku"], offer["price"], offer["availability"].rpartition("/")[2])
        for offer in product["offers"]
    ]
    assert offers == [("BLUE-CUP-1", 1980, "InStock"), ("BLUE-CUP-2", 1980, "OutOfStock")]


@pytest.mark.parametrize("start", ["", "/en"])
def test_every_product_of_the_sample_shop_is_in_the_words_of_schema_org(start: str) -> None:
    load_sample()
    for slug in Product.objects.values_list("slug", flat=True):
        found = documents(read(f"{start}/products/{slug}/"))
        assert [vocabulary.flaws(document) for document in found] == [[], []], slug


def test_what_a_product_lacks_is_left_out() -> None:
    ProductImage.objects.filter(product=a_product("plain")).delete()
    Variant.objects.update(is_sold=False)
    product = next(each for each in documents(read("/products/plain/")) if each["@type"] == "Product")
    assert product.keys() == {"@context", "@type", "@id", "name", "sku", "brand"}
