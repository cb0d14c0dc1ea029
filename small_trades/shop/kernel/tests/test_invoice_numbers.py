"""Registration numbers of invoice issuers: their form, and the digit that checks."""

import pytest

from small_trades.shop.kernel.invoice_numbers import check_digit, normalise_invoice_number

TAX_AGENCY, FINANCE = "T7000012050002", "T8000012050001"


@pytest.mark.parametrize(
    "typed", [TAX_AGENCY, FINANCE, "t7000012050002", "Ｔ７０００-0120-50002", " T 7000012050002 "]
)
def test_a_number_is_kept_in_one_form(typed: str) -> None:
    assert normalise_invoice_number(typed) in {TAX_AGENCY, FINANCE}


@pytest.mark.parametrize(
    "typed",
    ["", "T", "7000012050002", "T700001205000", "T70000120500021", "T0000000000000", "T700001205000X"],
)
def test_what_has_not_the_form_is_none(typed: str) -> None:
    assert normalise_invoice_number(typed) is None


def test_every_single_wrong_digit_but_nought_and_nine_is_noticed() -> None:
    for at in range(1, 14):
        for digit in "0123456789":
            wrong = TAX_AGENCY[:at] + digit + TAX_AGENCY[at + 1 :]
            is_same = wrong == TAX_AGENCY or {digit, TAX_AGENCY[at]} == {"0", "9"}
            assert (normalise_invoice_number(wrong) is not None) == (is_same and wrong[1] != "0"), wrong


def test_the_digit_is_never_nought() -> None:
    assert {check_digit(f"{number:012}") for number in range(200)} == set(range(1, 10))
