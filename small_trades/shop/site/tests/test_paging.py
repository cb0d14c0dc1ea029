import pytest

from small_trades.shop.site.paging import Paging


def _paging(typed: str | None, total: int = 100) -> Paging:
    query = [("q", "湯のみ"), ("maker", ""), ("page", "9")]
    return Paging.of(typed, per_page=12, total=total, path="/products/", query=query)


@pytest.mark.parametrize(
    ("typed", "number"),
    [(None, 1), ("", 1), ("0", 1), ("-1", 1), ("abc", 1), ("²", 1), ("3", 3), ("99", 9), ("9" * 400, 1)],
)
def test_what_is_typed_becomes_a_page_that_exists(typed: str | None, number: int) -> None:
    assert _paging(typed).number == number


def test_a_page_knows_its_things_and_its_address() -> None:
    page = _paging("9")
    assert (page.start, page.stop, page.last) == (96, 100, 9)
    assert page.href(1) == "/products/?q=%E6%B9%AF%E3%81%AE%E3%81%BF"
    assert page.href(2) == "/products/?q=%E6%B9%AF%E3%81%AE%E3%81%BF&page=2"


def test_an_empty_list_has_one_page() -> None:
    page = _paging("2", total=0)
    assert (page.number, page.last, page.start, page.stop, page.numbers) == (1, 1, 0, 0, (1,))


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("1", (1, 2, None, 9)),
        ("3", (1, 2, 3, 4, None, 9)),
        ("4", (1, 2, 3, 4, 5, None, 9)),
        ("5", (1, None, 4, 5, 6, None, 9)),
        ("9", (1, None, 8, 9)),
    ],
)
def test_numbers_leave_gaps_of_two_pages_or_more(typed: str, numbers: tuple[int | None, ...]) -> None:
    assert _paging(typed).numbers == numbers
