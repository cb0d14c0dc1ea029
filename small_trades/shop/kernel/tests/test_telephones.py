"""Numbers as people type them."""

import pytest

from small_trades.shop.kernel.prefectures import PREFECTURES
from small_trades.shop.kernel.telephones import normalise_telephone, telephone_key


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("09012345678", "090-1234-5678"),
        ("０９０ー１２３４ー５６７８", "090-1234-5678"),
        ("090 1234 5678", "090-1234-5678"),
        ("+81 90-1234-5678", "090-1234-5678"),
        ("+81 (0)3 1234 5678", "03-1234-5678"),
        ("0312345678", "03-1234-5678"),
        ("0120444444", "0120-444-444"),
        ("075-123-4567", "075-123-4567"),
        ("(075) 123-4567", "075-123-4567"),
        ("0751234567", "0751234567"),
        ("+44 20 7946 0958", "+442079460958"),
    ],
)
def test_a_number_is_written_one_way(typed: str, written: str) -> None:
    assert normalise_telephone(typed) == written


@pytest.mark.parametrize("typed", ["", "090", "call me", "12345678901", "+1234567890123456"])
def test_what_is_no_number(typed: str) -> None:
    assert normalise_telephone(typed) is None


def test_there_are_47_prefectures() -> None:
    assert len(PREFECTURES) == 47


@pytest.mark.parametrize(
    "typed", ["090-1234-5678", "０９０（１２３４）５６７８", "+81 90 1234 5678", "09012345678"]
)
def test_one_number_is_compared_as_one(typed: str) -> None:
    assert telephone_key(typed) == "09012345678"


def test_numbers_abroad_keep_their_country() -> None:
    assert telephone_key("+44 20 7946 0958") == "+442079460958"
    assert telephone_key("+44 20 7946 0959") != telephone_key("+44 20 7946 0958")
