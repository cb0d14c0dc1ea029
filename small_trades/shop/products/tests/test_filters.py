import pytest
from django.http import QueryDict

from small_trades.shop.products.queries.filters import ListFilters, PriceRange


def read(query: str) -> ListFilters:
    return ListFilters.read(QueryDict(query))


def test_an_address_is_read_and_written_back() -> None:
    filters = read("page=2&in_stock=1&price=2000-4999&maker=a&maker=b&category=cups&q=%E6%B9%AF&sort=name")
    assert filters == ListFilters("湯", "cups", ("a", "b"), PriceRange(2000, 4999), True, "name", "2")
    assert filters.href("/products/") == (
        "/products/?q=%E6%B9%AF&category=cups&maker=a&maker=b&price=2000-4999&in_stock=1&sort=name"
    )


@pytest.mark.parametrize(
    "query",
    [
        "sort=best",
        "price=-",
        "price=abc",
        "price=12345678-",
        "in_stock=yes",
        "maker=A%20B",
        "category=..%2F",
        "q=%20",
    ],
)
def test_what_cannot_be_understood_is_left_out(query: str) -> None:
    assert read(query) == ListFilters()


def test_a_long_or_dirty_query_is_tidied() -> None:
    assert read("q=" + "a" * 500).typed == "a" * 100
    assert read("q=%00%E2%80%AEcup%20%20%E3%80%80pot").typed == "cup pot"


@pytest.mark.parametrize(
    ("typed", "price"),
    [
        ("-1999", PriceRange(None, 1999)),
        ("2000-4999", PriceRange(2000, 4999)),
        ("10000-", PriceRange(10000, None)),
        ("０-5", None),
    ],
)
def test_price_ranges(typed: str, price: PriceRange | None) -> None:
    assert read(f"price={typed}").price == price
    assert price is None or str(price) == typed


def test_both_ends_of_a_price_range_are_in_it() -> None:
    assert [PriceRange(2000, 4999).holds(price) for price in (1999, 2000, 4999, 5000)] == [
        False,
        True,
        True,
        False,
    ]


def test_sorting_by_match_needs_a_query() -> None:
    assert read("sort=match").sorted_by == "new"
    assert read("q=cup").sorted_by == "match"
    assert read("q=cup&sort=new").sorted_by == "new"


def test_toggling_a_maker() -> None:
    filters = ListFilters(makers=("a", "b"))
    assert filters.toggled("a") == ("b",)
    assert filters.toggled("c") == ("a", "b", "c")
