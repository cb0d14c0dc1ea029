"""The amounts of the design's vectors, and what must hold for every amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_trades.shop.kernel.money import (
    RateTotal,
    ShippingFees,
    TaxedLine,
    TaxRate,
    discounted,
    spread,
    tax_within,
    totals_by_rate,
)

STANDARD, REDUCED = TaxRate.STANDARD, TaxRate.REDUCED


def test_two_points_on_two_rates() -> None:
    lines = [TaxedLine(2200, STANDARD), TaxedLine(770, STANDARD), TaxedLine(1080, REDUCED)]
    totals = totals_by_rate(discounted(lines, 2))
    assert [(total.rate, total.amount) for total in totals] == [(STANDARD, 2969), (REDUCED, 1079)]
    assert sum(total.amount for total in totals) == 4048


def test_a_discount_adds_up() -> None:
    lines = [TaxedLine(755, REDUCED), TaxedLine(165, STANDARD)]
    assert sum(line.amount for line in discounted(lines, 92)) == 828


def test_tax_is_rounded_once_per_rate_and_not_by_line() -> None:
    lines = [TaxedLine(105, STANDARD), TaxedLine(107, STANDARD)]
    assert totals_by_rate(lines) == (RateTotal(STANDARD, 212, 19),)
    assert tax_within(105, STANDARD) + tax_within(107, STANDARD) == 9 + 9


def test_a_refund_is_the_mirror_of_a_sale() -> None:
    assert tax_within(-1079, REDUCED) == -tax_within(1079, REDUCED) == -79


def test_nothing_costs_nothing() -> None:
    assert totals_by_rate([]) == ()
    assert spread(0, []) == ()
    assert spread(0, [0, 0]) == (0, 0)


@pytest.mark.parametrize(("amount", "weights"), [(-1, [1]), (1, [-1, 2]), (1, [0, 0]), (1, [])])
def test_what_cannot_be_spread_is_refused(amount: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"spread|negative"):
        spread(amount, weights)


def test_a_discount_beyond_the_total_is_refused() -> None:
    with pytest.raises(ValueError, match="between zero and the total"):
        discounted([TaxedLine(100, STANDARD)], 101)


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**7), min_size=1, max_size=60))
def test_shares_always_add_up_and_stay_within_a_yen_of_proportion(amount: int, weights: list[int]) -> None:
    total = sum(weights)
    if total == 0:
        return
    shares = spread(amount, weights)
    assert sum(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        assert share in (amount * weight // total, amount * weight // total + 1)


def test_shipping_is_free_from_the_threshold() -> None:
    fees = ShippingFees({"関東": 770, "沖縄": 1650}, free_from=11_000)
    assert fees.fee("沖縄", 10_999) == 1650
    assert fees.fee("沖縄", 11_000) == 0
    with pytest.raises(KeyError):
        fees.fee("火星", 100)
