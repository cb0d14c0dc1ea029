"""Barcode numbers, with the examples of GS1 and of published goods."""

import pytest

from small_trades.shop.kernel.gtin import check_digit, tidy_gtin


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("4901234567894", "4901234567894"),
        ("49-0123-4567 894", "4901234567894"),
        ("４９０１２３４５６７８９４", "4901234567894"),
        ("49012347", "49012347"),
        ("614141007349", "614141007349"),
        ("10614141543219", "10614141543219"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_number_is_kept_as_digits(typed: str, kept: str) -> None:
    assert tidy_gtin(typed) == kept


@pytest.mark.parametrize(
    "typed", ["4901234567890", "490123456789", "4901234", "ABCDEFGH", "²²²²²²²²", "-1", "💮"]
)
def test_what_is_no_such_number_is_refused(typed: str) -> None:
    assert tidy_gtin(typed) is None


def test_the_check_digit_is_that_of_gs1() -> None:
    assert (check_digit("629104150021"), check_digit("1061414154321")) == (3, 9)
