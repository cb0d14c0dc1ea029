"""The arithmetic below every price."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_trades.shop.kernel.money import Rounding, TaxRate, spread, tax_within

STANDARD, REDUCED = TaxRate.STANDARD, TaxRate.REDUCED


@pytest.mark.parametrize(
    ("amount", "rate", "down", "nearest", "up"),
    [
        (212, STANDARD, 19, 19, 20),
        (105, STANDARD, 9, 10, 10),
        (1079, REDUCED, 79, 80, 80),
        (1080, REDUCED, 80, 80, 80),
        (0, STANDARD, 0, 0, 0),
        (11, STANDARD, 1, 1, 1),
    ],
)
def test_a_fraction_of_tax_goes_the_way_the_shop_chose(
    amount: int, rate: TaxRate, down: int, nearest: int, up: int
) -> None:
    assert tax_within(amount, rate) == tax_within(amount, rate, Rounding.DOWN) == down
    assert tax_within(amount, rate, Rounding.NEAREST) == nearest
    assert tax_within(amount, rate, Rounding.UP) == up


@pytest.mark.parametrize("rounding", list(Rounding))
def test_a_refund_is_the_mirror_of_a_sale(rounding: Rounding) -> None:
    assert tax_within(-1079, REDUCED, rounding) == -tax_within(1079, REDUCED, rounding)


def test_nothing_costs_nothing() -> None:
    assert spread(0, []) == ()
    assert spread(0, [0, 0]) == (0, 0)


@pytest.mark.parametrize(("amount", "weights"), [(-1, [1]), (1, [-1, 2]), (1, [0, 0]), (1, [])])
def test_what_cannot_be_spread_is_refused(amount: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"spread|negative"):
        spread(amount, weights)


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**7), min_size=1, max_size=60))
def test_shares_always_add_up_and_stay_within_a_yen_of_proportion(amount: int, weights: list[int]) -> None:
    total = sum(weights)
    if total == 0:
        return
    shares = spread(amount, weights)
    assert sum(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        assert share in (amount * weight // total, amount * weight // total + 1)
