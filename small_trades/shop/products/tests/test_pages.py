import json
import re
from typing import Any

import pytest
from django.test import Client

from small_trades.shop.products.models import Tag, Variant
from small_trades.shop.products.queries import sellables
from small_trades.shop.products.tests.goods import a_category, a_maker, a_product, a_variant
from small_trades.shop.site.actions import forget_public_content
from small_trades.shop.site.sitemap import sitemap_addresses

pytestmark = pytest.mark.django_db(databases="__all__")
PUBLIC = "public, max-age=0, must-revalidate"


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


def page(browser: Client, path: str, *, status: int = 200) -> str:
    answer = browser.get(path, secure=True)
    assert answer.status_code == status
    return answer.content.decode()


def data_blocks(html: str) -> list[dict[str, object]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return [json.loads(block) for block in found]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/",
        "/products/",
        "/products/?q=cup&category=cups&maker=kiln&price=2000-4999&in_stock=1&sort=name&page=1",
        "/products/?q=nothing-at-all",
        "/products/blue-cup/",
        "/en/products/blue-cup/",
        "/categories/cups/",
        "/en/categories/cups/",
    ],
)
def test_every_page_is_public_and_touches_nobody(browser: Client, path: str) -> None:
    a_product(available=3)
    answer = browser.get(path, secure=True)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == PUBLIC
    assert "ETag" in answer.headers
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/products/", "/products/?q=cup", "/en/products/"])
def test_a_shop_that_has_just_begun_has_pages_too(browser: Client, path: str) -> None:
    page(browser, path)


def test_product_says_what_it_costs_and_who_made_it(browser: Client) -> None:
    maker = a_maker(story_ja="坂の途中の窯です。", place_ja="岐阜県多治見市")
    a_product(
        maker=maker,
        price=1080,
        available=3,
        tax_rate=8,
        reference_price=1280,
        is_suggested=True,
        description_ja="**藍**の器",
    )
    html = page(browser, "/products/blue-cup/")
    for words in ("青い湯のみ", "月待窯", "坂の途中の窯です。", "1,080", "軽減税率8%", "1,280", "残り3点"):
        assert words in html
    assert "<strong>藍</strong>の器" in html


def test_product_offers_variants_with_their_own_price_and_stock(browser: Client) -> None:
    cup = a_product(price=2200, available=0)
    cup.axes = [{"slug": "size", "name_ja": "大きさ", "name_en": "Size", "values": []}]
    cup.save()
    small = a_variant(cup, sku="SMALL", price=1800, available=10, name_ja="小", name_en="Small")
    html = page(browser, "/en/products/blue-cup/")
    assert "Size" in html
    assert re.search(rf'value="{small.pk}"[^>]* checked', html)
    assert len(re.findall(r'type="radio"[^>]* disabled', html)) == 1
    assert "1,800" in html
    assert "Sold out" in html


def test_product_that_is_sold_out_cannot_be_put_into_the_cart(browser: Client) -> None:
    a_product(available=0)
    html = page(browser, "/products/blue-cup/")
    assert "ただいま売り切れです" in html
    assert "カートに入れる" not in html


def test_home_shows_shelves_new_goods_and_makers(browser: Client) -> None:
    a_category("tea", name_ja="お茶")
    a_product("cup", name_ja="古い湯のみ", days_old=90)
    a_product("bowl", name_ja="新しい碗", days_old=1)
    html = page(browser, "/")
    for words in ("小さな工房から", "お茶", "月待窯", "/products/?maker=kiln", "/categories/tea/"):
        assert words in html
    assert html.rindex("新しい碗") < html.rindex("古い湯のみ")


def test_category_shows_what_is_below_it(browser: Client) -> None:
    above = a_category("tableware", name_ja="うつわ")
    a_product("cup", name_ja="藍の器", category=a_category("cups", parent=above))
    a_product("tea", name_ja="煎茶", category=a_category("leaves", name_ja="お茶"))
    html = page(browser, "/categories/tableware/")
    assert "藍の器" in html
    assert "煎茶" not in html
    assert 'href="/categories/cups/"' in html


@pytest.mark.parametrize(
    ("slug", "columns"),
    [("draft", {"published_at": None}), ("tomorrow", {"days_old": -1})],
)
def test_what_is_not_published_is_not_there(browser: Client, slug: str, columns: dict[str, Any]) -> None:
    a_product(slug, name_ja="まだ秘密", **columns)
    assert "まだ秘密" not in page(browser, f"/products/{slug}/", status=404)
    assert "まだ秘密" not in page(browser, "/products/")
    assert "まだ秘密" not in page(browser, "/")


def test_a_tag_has_a_page_that_search_engines_may_keep(browser: Client) -> None:
    gifts = Tag.objects.create(slug="gift", name_ja="贈りもの", name_en="Gifts")
    a_product("cup", name_ja="藍の器").tags.add(gifts)
    a_product("tea", name_ja="煎茶")
    html = page(browser, "/tags/gift/")
    assert "<h1>贈りもの</h1>" in html
    assert "藍の器" in html
    assert "煎茶" not in html
    assert "noindex" not in html
    assert "noindex" in page(browser, "/tags/gift/?in_stock=1")
    assert 'href="/en/tags/gift/">Gifts</a>' in page(browser, "/en/products/cup/")
    assert "/tags/gift/</loc>" in page(browser, "/sitemap.xml")


@pytest.mark.parametrize(
    "path", ["/products/nothing/", "/categories/nothing/", "/tags/nothing/", "/en/products/nothing/"]
)
def test_an_unknown_address_is_not_found(browser: Client, path: str) -> None:
    page(browser, path, status=404)


def test_what_the_shop_writes_cannot_become_script(browser: Client) -> None:
    evil = "</script><script>alert(1)</script>"
    a_product(name_ja=evil, summary_ja=evil, description_ja=evil)
    html = page(browser, "/products/blue-cup/")
    assert "<script>alert" not in html
    product, crumbs = data_blocks(html)
    assert product["name"] == evil
    assert crumbs["@type"] == "BreadcrumbList"


def test_product_tells_search_engines_every_offer(browser: Client) -> None:
    cup = a_product(price=2200, available=3)
    a_variant(cup, sku="OUT", price=3300, available=0)
    product, crumbs = data_blocks(page(browser, "/en/products/blue-cup/"))
    assert product["name"] == "Blue cup"
    assert product["@id"] == "https://localhost/en/products/blue-cup/"
    assert isinstance(product["offers"], list)
    assert [(offer["sku"], offer["price"], offer["availability"]) for offer in product["offers"]] == [
        ("BLUE-CUP-1", 2200, "https://schema.org/LimitedAvailability"),
        ("OUT", 3300, "https://schema.org/OutOfStock"),
    ]
    assert isinstance(crumbs["itemListElement"], list)
    assert [step["name"] for step in crumbs["itemListElement"]] == ["Home", "Cups", "Blue cup"]


def test_listing_shows_a_query_as_text(browser: Client) -> None:
    html = page(browser, "/products/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    assert "<img src=x" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_listing_is_kept_out_of_search_engines_where_it_is_narrowed(browser: Client) -> None:
    a_product()
    assert "noindex" in page(browser, "/products/?maker=kiln")
    assert "noindex" not in page(browser, "/products/")
    assert "noindex" not in page(browser, "/categories/cups/")


def test_listing_and_product_show_long_texts_whole(browser: Client) -> None:
    name = "とても長い名前の湯のみ" * 18
    a_product(name_ja=name, description_ja="長い説明。" * 400)
    assert name in page(browser, "/products/")
    assert "長い説明。" * 400 in page(browser, "/products/blue-cup/")


def test_pages_only_answer_to_reading(browser: Client) -> None:
    for path in ("/", "/products/", "/products/blue-cup/", "/categories/cups/"):
        assert browser.post(path, secure=True).status_code == 405


def test_the_sitemap_has_what_is_on_sale() -> None:
    a_product()
    a_product("draft", published_at=None)
    a_category("tea")
    paths = {address.path for address in sitemap_addresses()}
    assert {"/", "/products/", "/products/blue-cup/", "/en/products/blue-cup/", "/categories/tea/"} <= paths
    assert "/products/draft/" not in paths


def test_a_variant_leads_to_its_picture_and_is_shown_by_it_everywhere(browser: Client) -> None:
    cup = a_product()
    blue = cup.images.create(drawing="site/icons.svg", alt_ja="青の絵", order=5)
    assert "variant.js" not in page(browser, "/products/blue-cup/")
    a_variant(cup, sku="BLUE", name_ja="青")
    forget_public_content()
    assert "variant-picture" not in page(browser, "/products/blue-cup/")
    Variant.objects.filter(sku="BLUE").update(picture=blue)
    forget_public_content()
    html = page(browser, "/products/blue-cup/")
    assert f'<a class="variant-picture" href="#picture-{blue.pk}">' in html
    assert 'src="/static/site/icons.svg" alt="青の画像"' in html
    assert (f'<figure id="picture-{blue.pk}"' in html, f'data-picture="picture-{blue.pk}"' in html) == (
        True,
        True,
    )
    assert "variant.js" in html
    number = Variant.objects.get(sku="BLUE").pk
    assert sellables([number])[number].image == "/static/site/icons.svg"
