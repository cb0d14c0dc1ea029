import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from small_trades.shop.products.actions.sample import load_sample
from small_trades.shop.products.models import Tag
from small_trades.shop.products.queries import ListFilters, ListPage, category_page, list_page, tag_page
from small_trades.shop.products.queries.filters import PriceRange
from small_trades.shop.products.tests.goods import a_category, a_maker, a_product, a_variant

pytestmark = pytest.mark.django_db


def slugs(page: ListPage) -> list[str]:
    return [card.slug for card in page.cards]


def facet(page: ListPage, name: str) -> dict[str, int | None]:
    return {
        choice.text: choice.count for facet in page.facets if facet.id == name for choice in facet.choices
    }


@pytest.fixture
def shelves() -> None:
    tableware = a_category("tableware", name_ja="うつわ", name_en="Tableware")
    cups = a_category("cups", parent=tableware, order=1)
    plates = a_category("plates", name_ja="皿", name_en="Plates", parent=tableware, order=2)
    tea = a_category("tea", name_ja="お茶", name_en="Tea")
    garden = a_maker("garden", name_ja="茶園", name_en="Garden", reading="ちゃえん")
    a_product("cup", category=cups, price=1800, days_old=1, reading="ゆのみ", name_en="Cup")
    a_product("plate", category=plates, price=4000, days_old=2, available=0, reading="さら", name_en="Plate")
    a_product("sencha", category=tea, maker=garden, price=1080, days_old=3, reading="せんちゃ", tax_rate=8)
    a_product("matcha", category=tea, maker=garden, price=12000, days_old=4, reading="まっちゃ", name_en="A")


@pytest.mark.usefixtures("shelves")
def test_the_list_of_everything_counts_every_choice() -> None:
    page = list_page(ListFilters())
    assert slugs(page) == ["cup", "plate", "sencha", "matcha"]
    assert facet(page, "category") == {"うつわ": 2, "お茶": 2}
    assert facet(page, "maker") == {"月待窯": 2, "茶園": 2}
    assert facet(page, "price") == {"1,999円まで": 2, "2,000円〜4,999円": 1, "10,000円から": 1}
    assert facet(page, "stock") == {"在庫のあるもの": 3}
    assert page.chosen == ()
    assert page.help is None


@pytest.mark.usefixtures("shelves")
def test_a_facet_counts_what_its_choices_would_show() -> None:
    page = list_page(ListFilters(makers=("garden",), price=PriceRange(None, 1999)))
    assert slugs(page) == ["sencha"]
    assert facet(page, "maker") == {"月待窯": 1, "茶園": 1}
    assert facet(page, "price") == {"1,999円まで": 1, "10,000円から": 1}
    assert facet(page, "category") == {"お茶": 1}
    assert [(choice.text, choice.href) for choice in page.chosen] == [
        ("茶園", "/products/?price=-1999"),
        ("1,999円まで", "/products/?maker=garden"),
    ]
    assert page.clear_href == "/products/"


@pytest.mark.usefixtures("shelves")
def test_a_category_holds_what_is_below_it() -> None:
    page = list_page(ListFilters(category="tableware"))
    assert slugs(page) == ["cup", "plate"]
    assert facet(page, "category") == {"うつわ": 2, "湯のみ": 1, "皿": 1, "お茶": 2}
    assert slugs(list_page(ListFilters(category="cups"))) == ["cup"]


@pytest.mark.usefixtures("shelves")
def test_the_page_of_a_category_keeps_its_own_address() -> None:
    page = category_page("cups", ListFilters(in_stock=True))
    assert page is not None
    assert page.title == "湯のみ"
    assert slugs(page) == ["cup"]
    assert [text for _href, text in page.trail] == ["ホーム", "商品一覧", "うつわ", "湯のみ"]
    hrefs = {choice.text: choice.href for choice in page.facets[0].choices}
    assert hrefs == {
        "うつわ": "/categories/tableware/?in_stock=1",
        "湯のみ": "/categories/cups/?in_stock=1",
    }
    assert page.clear_href == "/categories/cups/"


def test_there_is_no_page_of_an_unknown_category() -> None:
    assert category_page("nothing", ListFilters()) is None


@pytest.mark.usefixtures("shelves")
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("new", ["cup", "plate", "sencha", "matcha"]),
        ("price-low", ["sencha", "cup", "plate", "matcha"]),
        ("price-high", ["matcha", "plate", "cup", "sencha"]),
        ("name", ["plate", "sencha", "matcha", "cup"]),
    ],
)
def test_sorting(sort: str, expected: list[str]) -> None:
    assert slugs(list_page(ListFilters(sort=sort))) == expected  # type: ignore[arg-type]  # one of the words


@pytest.mark.usefixtures("shelves")
def test_english_names_sort_as_english() -> None:
    with translation.override("en"):
        assert slugs(list_page(ListFilters(sort="name")))[0] == "matcha"


@pytest.mark.usefixtures("shelves")
def test_an_unknown_category_or_maker_shows_nothing_and_helps() -> None:
    for filters in (ListFilters(category="nothing"), ListFilters(makers=("nobody",))):
        page = list_page(filters)
        assert page.cards == ()
        assert page.help is not None
        assert [shelf.name for shelf in page.help.shelves] == ["うつわ", "お茶"]


@pytest.mark.usefixtures("shelves")
def test_the_list_of_one_maker_tells_about_the_maker() -> None:
    page = list_page(ListFilters(makers=("garden",)))
    assert page.maker is not None
    assert page.title == page.maker.name == "茶園"


@pytest.mark.usefixtures("shelves")
def test_nothing_found_offers_what_would_find_something() -> None:
    page = list_page(ListFilters(typed="さら せんちゃ", in_stock=True))
    assert page.help is not None
    assert [(choice.text, choice.href, choice.count) for choice in page.help.wider] == [
        ("「さら」だけ", "/products/?q=%E3%81%95%E3%82%89", 1),
        ("「せんちゃ」だけ", "/products/?q=%E3%81%9B%E3%82%93%E3%81%A1%E3%82%83", 1),
    ]
    page = list_page(ListFilters(typed="さら", in_stock=True))
    assert page.help is not None
    assert [(choice.text, choice.count) for choice in page.help.wider] == [("条件なしで「さら」", 1)]


def test_pages_have_stable_addresses() -> None:
    for number in range(26):
        a_product(f"cup-{number:02}", days_old=number + 1)
    first = list_page(ListFilters(sort="price-low"))
    assert (first.paging.total, first.paging.last, len(first.cards)) == (26, 2, 24)
    assert first.paging.href(2) == "/products/?sort=price-low&page=2"
    second = list_page(ListFilters(sort="price-low", page="2"))
    assert slugs(second) == ["cup-24", "cup-25"]
    for nonsense in ("0", "-1", "abc", "９"):
        assert list_page(ListFilters(page=nonsense)).paging.number == 1
    assert list_page(ListFilters(page="999")).paging.number == 2


def test_a_card_shows_the_cheapest_variant_and_all_that_is_left() -> None:
    cup = a_product("cup", price=3000, available=2, reference_price=3500)
    a_variant(cup, sku="SMALL", price=2000, available=1, reference_price=2500, is_suggested=True, tax_rate=8)
    a_variant(cup, sku="OLD", price=1000, available=9, is_sold=False)
    card = list_page(ListFilters()).cards[0]
    assert (card.price, card.is_from_price, card.suggested) == (2000, True, 2500)
    assert (card.stock, card.left, card.is_reduced_tax, card.is_new) == ("few", 3, True, True)


def test_a_list_takes_few_queries_however_many_products(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    load_sample()
    with django_assert_max_num_queries(10):
        page = list_page(ListFilters(typed="の"))
    assert len(page.cards) == 24


def test_a_tag_gathers_goods_from_all_shelves_and_can_be_narrowed() -> None:
    gifts, summer = (Tag.objects.create(slug=slug, name_ja=slug) for slug in ("gifts", "summer"))
    cup, fan = a_product("cup"), a_product("fan", category=a_category("fans", name_ja="うちわ"))
    a_product("plain")
    cup.tags.set([gifts])
    fan.tags.set([gifts, summer])
    page = tag_page("gifts", ListFilters())
    assert page is not None
    assert (page.title, {card.slug for card in page.cards}) == ("gifts", {"cup", "fan"})
    narrowed = tag_page("gifts", ListFilters(category="fans"))
    assert narrowed is not None
    assert [card.slug for card in narrowed.cards] == ["fan"]
    assert all(sort.href.startswith("/products/?") and "gifts" in sort.href for sort in narrowed.sorts)
    assert tag_page("nothing", ListFilters()) is None


def test_a_tag_nothing_bears_has_an_empty_page() -> None:
    Tag.objects.create(slug="gifts", name_ja="贈りもの")
    page = tag_page("gifts", ListFilters())
    assert page is not None
    assert (page.cards, page.help is not None) == ((), True)
