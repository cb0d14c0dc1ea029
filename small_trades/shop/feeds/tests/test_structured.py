"""Every kind of public page tells machines the truth: canonical, alternates, share cards, schema.org."""

import json
import re
from html import unescape
from typing import Any

import pytest

from small_trades.shop.account.tests.making import Browser
from small_trades.shop.pages.sample import load_sample_words
from small_trades.shop.products.tests.goods import a_product, a_variant
from small_trades.shop.site.sitemap import SitemapAddress, sitemap_addresses

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HOST = "https://testserver"
# What Google's rich results ask of each type (developers.google.com/search/docs/appearance/structured-data).
REQUIRED = {
    "Product": {"name", "image", "offers"},
    "Offer": {"price", "priceCurrency", "availability", "url"},
    "Brand": {"name"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name", "url"},
}
AVAILABILITY = {f"https://schema.org/{name}" for name in ("InStock", "OutOfStock", "LimitedAvailability")}


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


def judge(thing: Any, seen: set[str]) -> None:
    """A schema.org object and all within it."""
    if isinstance(thing, list):
        assert thing
        for each in thing:
            judge(each, seen)
    elif isinstance(thing, dict):
        kind = thing["@type"]
        assert thing.keys() >= REQUIRED[kind], kind
        assert all(value not in ("", None) for value in thing.values()), thing
        addresses = [thing[name] for name in ("url", "item", "@id") if name in thing]
        assert all(address.startswith(f"{HOST}/") for address in addresses), thing
        if kind == "Offer":
            assert (thing["price"] > 0, thing["priceCurrency"]) == (True, "JPY")
            assert thing["availability"] in AVAILABILITY
        if kind == "BreadcrumbList":
            assert [step["position"] for step in thing["itemListElement"]] == list(
                range(1, len(thing["itemListElement"]) + 1)
            )
        seen.add(kind)
        for value in thing.values():
            if isinstance(value, dict | list) and not (isinstance(value, list) and isinstance(value[0], str)):
                judge(value, seen)


@pytest.fixture
def addresses() -> list[SitemapAddress]:
    load_sample_words()
    cup = a_product("blue-cup", summary_ja="青い釉の湯のみ", summary_en="A cup with a blue glaze")
    a_variant(cup, sku="BLUE-CUP-2", available=0)
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


def test_structured_data_of_every_page_is_what_schema_org_asks_for(addresses: list[SitemapAddress]) -> None:
    seen: set[str] = set()
    for address in addresses:
        for document in documents(read(address.path)):
            assert document["@context"] == "https://schema.org"
            judge({name: value for name, value in document.items() if name != "@context"}, seen)
    assert seen == set(REQUIRED)


def test_a_product_offers_each_variant_as_it_stands(addresses: list[SitemapAddress]) -> None:
    del addresses
    product = next(each for each in documents(read("/products/blue-cup/")) if each["@type"] == "Product")
    offers = [
        (offer["sku"], offer["price"], offer["availability"].rpartition("/")[2])
        for offer in product["offers"]
    ]
    assert offers == [("BLUE-CUP-1", 2200, "InStock"), ("BLUE-CUP-2", 2200, "OutOfStock")]
