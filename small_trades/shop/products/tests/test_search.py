"""What a search finds. The definition is in plain Python, so that both engines are held to the same one."""

import pytest

from small_trades.shop.products import search_text
from small_trades.shop.products.actions.sample import load_sample
from small_trades.shop.products.actions.search_entries import index_products
from small_trades.shop.products.models import Product, SearchEntry
from small_trades.shop.products.queries import ListFilters, list_page
from small_trades.shop.products.queries.matching import alike, matches
from small_trades.shop.products.tests.goods import a_category, a_product

pytestmark = pytest.mark.django_db


def found(typed: str) -> set[str]:
    ids = [match.id for match in matches(typed)]
    return set(Product.objects.filter(pk__in=ids).values_list("slug", flat=True))


@pytest.fixture
def shelf() -> None:
    a_category(name_ja="棚", name_en="Shelf")
    a_product("blue-cup", name_ja="青い湯のみ", description_ja="熱いお茶を**ゆっ\nくり**飲むための器です。")
    a_product("teapot", name_ja="急須", name_en="Teapot", reading="きゅうす", code="TSU-010")
    a_product("coffee-cup", name_ja="コーヒーカップ", name_en="Coffee cup", reading="こーひーかっぷ")
    a_product("sign", name_ja="100%の看板_\\", name_en='"Sign" AND NOT', reading="かんばん")


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("湯のみ", {"blue-cup"}),
        ("のみ", {"blue-cup"}),
        ("み", {"blue-cup"}),
        ("須", {"teapot"}),
        ("きゅうす", {"teapot"}),
        ("キュウス", {"teapot"}),
        ("ｷｭｳｽ", {"teapot"}),
        ("急 須", {"teapot"}),
        ("こーひー", {"coffee-cup"}),
        ("コーヒー・カップ", {"coffee-cup"}),
        ("ヒーカ", {"coffee-cup"}),
        ("ＴＥＡＰＯＴ", {"teapot"}),
        ("eapo", {"teapot"}),
        ("tsu-010", {"teapot"}),
        ("TSU010", {"teapot"}),
        ("teapot 急須", {"teapot"}),
        ("teapot 湯のみ", set()),
        ("ゆっくり飲む", {"blue-cup"}),
        ("茶をゆ", {"blue-cup"}),
        ("茶ゆ", set()),
        ("100%", {"sign"}),
        ("%", {"sign"}),
        ("\\", {"sign"}),
        ('"Sign" AND', {"sign"}),
        ("NOT", {"sign"}),
        ("OR", set()),
        ("存在しない", set()),
        ("・", set()),
        ("月待窯", {"blue-cup", "teapot", "coffee-cup", "sign"}),
        ("つきまち", {"blue-cup", "teapot", "coffee-cup", "sign"}),
        ("BLUE-CUP-1", {"blue-cup"}),
    ],
)
def test_search_finds(typed: str, slugs: set[str]) -> None:
    assert found(typed) == slugs


def test_every_piece_of_every_text_of_the_sample_finds_what_plain_comparison_finds() -> None:
    load_sample()
    texts = dict(SearchEntry.objects.values_list("product_id", "text"))
    for text in texts.values():
        longest = max(text.split(), key=len)
        for length in (1, 2, 3, 7):
            middle = len(longest) // 2
            word = longest[middle : middle + length]
            truth = {pk for pk, other in texts.items() if any(word in part for part in other.split())}
            assert {match.id for match in matches(word)} == truth, word


def test_words_in_the_name_come_first() -> None:
    a_product("plain", name_ja="皿", name_en="Plate", description_ja="急須に合う皿。", days_old=1)
    a_product("teapot", name_ja="急須", name_en="Teapot", days_old=100)
    page = list_page(ListFilters(typed="急須"))
    assert [card.slug for card in page.cards] == ["teapot", "plain"]


def test_the_index_follows_changes_and_removal() -> None:
    cup = a_product("blue-cup", name_ja="青い湯のみ")
    Product.objects.filter(pk=cup.pk).update(name_ja="赤い徳利")
    index_products([cup.pk])
    assert found("徳利") == {"blue-cup"}
    assert found("湯のみ") == {"blue-cup"}  # the shelf is called so
    assert found("青い湯") == set()
    cup.delete()
    assert found("徳利") == set()
    assert SearchEntry.objects.count() == 0


def test_drafts_are_not_found() -> None:
    a_product("draft", name_ja="まだ秘密の鉢", published_at=None)
    a_product("later", name_ja="来月の鉢", days_old=-30)
    assert found("鉢") == set()


def test_a_misspelt_word_leads_to_what_is_most_alike() -> None:
    cup = a_product("blue-cup", name_ja="青い湯のみ", reading="あおいゆのみ")
    a_product("plate", name_ja="七寸皿", name_en="Plate", reading="ななすんざら")
    assert alike("あおいゆのめ", most=4) == [cup.pk]
    assert alike("ぜんぜんちがう", most=4) == []
    assert alike("・", most=4) == []


def test_nul_bytes_and_lone_surrogates_do_no_harm() -> None:
    a_product("blue-cup")
    assert found("青い\u0000湯") == {"blue-cup"}
    assert found("\ud800") == set()


def test_folding_is_the_same_for_texts_and_queries() -> None:
    assert search_text.words("ＡＢＣ")[0] in search_text.search_texts(names=["abc"], others=[]).text
