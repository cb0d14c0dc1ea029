"""What is offered while somebody types, and which word was meant where nothing is found."""

import json

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation

from small_trades.shop.products.actions.generate import load_generated
from small_trades.shop.products.actions.sample import load_sample
from small_trades.shop.products.actions.stock import release, reserve
from small_trades.shop.products.models import Product, SearchEntry, Tag
from small_trades.shop.products.queries import ListFilters, list_page, suggestions
from small_trades.shop.products.queries.matching import alike, matches
from small_trades.shop.products.queries.popular import popular
from small_trades.shop.products.queries.spelling import respelled
from small_trades.shop.products.search_text import words
from small_trades.shop.products.tests.goods import a_category, a_product, variant_of

pytestmark = pytest.mark.django_db(databases="__all__")
ADDRESS = "/products/search/suggestions/"
PUBLIC = "public, max-age=0, must-revalidate"


def offered(typed: str) -> list[tuple[str, str]]:
    return [(found.kind, found.text) for found in suggestions(typed)]


def test_shelves_makers_and_products_are_offered_by_name_and_reading() -> None:
    a_category("cups", name_ja="湯のみ", name_en="Cups")
    a_product("blue-cup", name_ja="青い湯のみ")
    a_product("teapot", name_ja="急須", reading="きゅうす")
    assert offered("湯のみ") == [("category", "湯のみ"), ("product", "青い湯のみ")]
    assert offered("つきまち") == [("maker", "月待窯")]
    for typed in ("きゅう", "キュウ", "ｷｭｳ", "急", "TEAPOT"):
        assert ("product", "急須") in offered(typed), typed


def test_what_begins_as_typed_comes_before_what_only_holds_it() -> None:
    a_product("begins", name_ja="湯のみ 大", reading="ゆのみだい", days_old=300)
    a_product("holds", name_ja="青い湯のみ", reading="あおいゆのみ", days_old=1)
    assert [text for kind, text in offered("ゆのみ") if kind == "product"] == ["湯のみ 大", "青い湯のみ"]


def test_it_speaks_the_language_of_the_page() -> None:
    a_product("blue-cup", name_ja="青い湯のみ", name_en="Blue cup", price=2200)
    with translation.override("en"):
        found = suggestions("blue")
    assert [(one.text, one.href, one.detail) for one in found] == [
        ("Blue cup", "/en/products/blue-cup/", "Tsukimachi Kiln · ¥2,200")
    ]


@pytest.mark.parametrize("typed", ["", "   ", "・", "\u0000", "存在しない", "a" * 5000, "%", "\ud800"])
def test_nothing_is_offered_for_nothing(typed: str) -> None:
    a_product()
    assert suggestions(typed) == ()


def test_drafts_are_not_offered() -> None:
    a_product("draft", name_ja="まだ秘密の鉢", published_at=None)
    assert offered("秘密") == []


def test_the_answer_is_public_and_knows_nobody() -> None:
    a_product("blue-cup", name_ja="<b>青い</b>湯のみ")
    answer = Client(headers={"host": "localhost"}).get(ADDRESS, {"q": "青い"}, secure=True)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == PUBLIC
    assert not answer.cookies
    assert answer.headers["Content-Type"] == "application/json"
    assert [one["text"] for one in json.loads(answer.content)["suggestions"]] == ["<b>青い</b>湯のみ"]
    assert Client(headers={"host": "localhost"}).post(ADDRESS, secure=True).status_code == 405


def test_at_most_ten_are_offered_of_a_thousand() -> None:
    load_generated(products=1000, seed=4)
    found = suggestions("の")
    assert len(found) <= 10
    assert sum(one.kind == "product" for one in found) == 6


def test_a_generated_catalogue_is_searched_as_the_definition_says_on_every_engine() -> None:
    """The definition is plain Python over the stored texts, so both engines are held to one and the same."""
    load_generated(products=600, seed=7)
    rows = list(SearchEntry.objects.values_list("product_id", "names", "text"))
    typed = [
        names[start : start + length]
        for _pk, names, _text in rows[::40]
        for start, length in ((0, 2), (3, 4))
    ]
    typed += ["あいいろ 急須", "INDIGO tea", "ｶｯﾌﾟ", "墨色の", "なかったもの"]
    newest = list(Product.objects.order_by("-published_at", "-pk").values_list("pk", flat=True))
    for query in typed:
        sought = words(query)
        truth = {pk for pk, _names, text in rows if all(word in text for word in sought)}
        score = {pk: sum(word in names for word in sought) for pk, names, _text in rows}
        found = matches(query)
        assert [match.id for match in found] == [pk for pk in newest if pk in truth], query
        assert {match.id: match.score for match in found} == {pk: score[pk] for pk in truth}, query
        page = list_page(ListFilters(typed=query))
        assert page.paging.total == len(truth)


def test_facets_count_what_they_would_show() -> None:
    load_generated(products=300, seed=2)
    page = list_page(ListFilters(typed="の", in_stock=True))
    assert {facet.id for facet in page.facets} == {"category", "maker", "price", "tag", "stock"}
    tags = next(facet for facet in page.facets if facet.id == "tag")
    for choice in tags.choices:
        slug = choice.href.partition("tag=")[2].partition("&")[0]
        assert list_page(ListFilters(typed="の", in_stock=True, tags=(slug,))).paging.total == choice.count


def test_a_tag_is_a_chip_that_can_be_taken_away() -> None:
    a_product("plain")
    given = a_product("given")
    given.tags.add(Tag.objects.create(slug="gift", name_ja="贈りもの", name_en="Gifts"))
    page = list_page(ListFilters(tags=("gift",)))
    assert [card.slug for card in page.cards] == ["given"]
    assert [(choice.text, choice.href) for choice in page.chosen] == [("贈りもの", "/products/")]
    assert list_page(ListFilters(tags=("unknown",))).paging.total == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("あおいゆのめ", "アオイユノミ"),
        ("teapott", "teapot"),
        ("teapto", "teapot"),
        ("青い teapott", "青イ teapot"),
        ("teapot", ""),
        ("ぜんぜんちがう", ""),
        ("・", ""),
        ("", ""),
    ],
)
def test_the_nearest_spelling_is_asked_for(typed: str, meant: str) -> None:
    a_product("blue-cup", name_ja="青い湯のみ", name_en="Blue cup", reading="あおいゆのみ")
    a_product("teapot", name_ja="急須", name_en="Teapot", reading="きゅうす")
    assert respelled(typed) == meant


def test_nothing_found_helps_with_spelling_and_with_what_sells_best() -> None:
    a_product("teapot", name_ja="急須", name_en="Teapot")
    page = list_page(ListFilters(typed="teapott"))
    assert page.help is not None
    assert page.help.meant is not None
    assert (page.help.meant.text, page.help.meant.href, page.help.meant.count) == (
        "teapot",
        "/products/?q=teapot",
        1,
    )
    hopeless = list_page(ListFilters(typed="zzzzqqqq"))
    assert hopeless.help is not None
    assert hopeless.help.meant is None
    assert [card.slug for card in hopeless.help.popular] == ["teapot"]


def test_what_sells_best_is_counted_in_pieces_and_is_on_sale() -> None:
    often, once, never = (
        a_product(slug, days_old=days) for slug, days in (("often", 9), ("once", 5), ("never", 1))
    )
    gone = a_product("gone", published_at=None)
    with transaction.atomic():
        reserve([(variant_of(often).pk, 3), (variant_of(gone).pk, 9)], reference="A")
        reserve([(variant_of(once).pk, 1)], reference="B")
        release([(variant_of(never).pk, 5)])
    assert popular(most=3) == [often.pk, once.pk, never.pk]
    assert popular(most=1) == [often.pk]


def test_help_is_the_same_for_the_sample_on_every_engine() -> None:
    load_sample()
    slugs = dict(Product.objects.values_list("pk", "slug"))
    assert respelled("きゅうすす") == "クロツチノキュウス"
    assert respelled("teabowll") == "bowl"
    assert [slugs[pk] for pk in alike("まっちゃわんん", most=2)] == ["matcha"]
