"""The figures of an order, to the yen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_trades.shop.kernel.money import RateTotal, TaxedLine, TaxRate
from small_trades.shop.orders.pricing import Quote, quote

STANDARD, REDUCED = TaxRate.STANDARD, TaxRate.REDUCED
LINES = st.lists(
    st.builds(TaxedLine, st.integers(1, 500_000), st.sampled_from(TaxRate)), min_size=1, max_size=20
)


def test_points_are_spread_over_the_rates() -> None:
    made = quote([TaxedLine(2200, STANDARD), TaxedLine(770, STANDARD), TaxedLine(1080, REDUCED)], discount=2)

    assert made.total == 4048
    assert [(part.rate, part.amount) for part in made.by_rate] == [(STANDARD, 2969), (REDUCED, 1079)]


def test_tax_is_rounded_once_for_each_rate() -> None:
    made = quote([TaxedLine(105, STANDARD), TaxedLine(107, STANDARD)])

    assert made.by_rate == (RateTotal(STANDARD, 212, 19),)


def test_delivery_is_taxed_at_the_standard_rate() -> None:
    assert quote([TaxedLine(1080, REDUCED)], shipping=770) == Quote(
        1080, 770, 0, 1850, (RateTotal(STANDARD, 770, 70), RateTotal(REDUCED, 1080, 80))
    )


@given(LINES, st.integers(0, 2000), st.data())
def test_parts_always_add_up(lines: list[TaxedLine], shipping: int, data: st.DataObject) -> None:
    goods = sum(line.amount for line in lines)
    discount = data.draw(st.integers(0, goods))

    made = quote(lines, shipping=shipping, discount=discount)

    assert made.total == goods - discount + shipping == sum(part.amount for part in made.by_rate)
    assert all(0 <= part.tax < part.amount for part in made.by_rate)


@pytest.mark.parametrize(("shipping", "discount"), [(-1, 0), (0, -1), (0, 1001)])
def test_nonsense_is_refused(shipping: int, discount: int) -> None:
    with pytest.raises(ValueError, match=r"never negative|lies between"):
        quote([TaxedLine(1000, STANDARD)], shipping=shipping, discount=discount)
