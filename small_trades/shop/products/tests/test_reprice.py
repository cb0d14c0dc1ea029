"""Many prices at once, to the yen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_trades.shop.kernel.money import Rounding
from small_trades.shop.products.actions.reprice import UNITS, PriceChange, PricesMoved, reprice
from small_trades.shop.products.models import Product, Variant
from small_trades.shop.products.tests.goods import a_product, a_variant, variant_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (PriceChange(percent=10), 1980, 2178),
        (PriceChange(percent=10, unit=10), 1980, 2180),
        (PriceChange(percent=10, unit=10, rounding=Rounding.DOWN), 1980, 2170),
        (PriceChange(percent=-15, unit=100, rounding=Rounding.UP), 1980, 1700),
        (PriceChange(percent=5), 10, 11),
        (PriceChange(percent=5, rounding=Rounding.DOWN), 10, 10),
        (PriceChange(yen=-300, unit=50), 1980, 1700),
        (PriceChange(yen=120), 1980, 2100),
        (PriceChange(yen=-1980), 1980, None),
        (PriceChange(yen=-5000), 1980, None),
        (PriceChange(percent=-90, unit=100), 300, None),
        (PriceChange(percent=900), 9_999_999, None),
    ],
)
def test_a_price_is_changed_and_rounded(change: PriceChange, before: int, after: int | None) -> None:
    assert change.of(before) == after


@given(
    price=st.integers(1, 9_999_999),
    percent=st.integers(-90, 900).filter(bool),
    unit=st.sampled_from(UNITS),
    rounding=st.sampled_from(Rounding),
)
def test_a_rounded_price_is_a_multiple_less_than_a_unit_away(
    price: int, percent: int, unit: int, rounding: Rounding
) -> None:
    after = PriceChange(percent=percent, unit=unit, rounding=rounding).of(price)
    exact = price * (100 + percent)
    if after is not None:
        assert after % unit == 0
        assert abs(after * 100 - exact) < unit * 100
    else:
        assert exact > 9_999_000 * 100 or exact < unit * 100


@pytest.mark.parametrize(
    "wrong", [{}, {"percent": 5, "yen": 5}, {"percent": -91}, {"percent": 901}, {"yen": 5, "unit": 7}]
)
def test_a_change_that_says_nothing_or_too_much_is_none(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"change|rounded"):
        PriceChange(**wrong)  # type: ignore[arg-type] # rounding is not among them


def test_prices_change_together_and_lists_follow() -> None:
    cup = a_product(price=2000, reference_price=2150)
    other = a_variant(cup, sku="OTHER", price=1000)
    assert reprice({variant_of(cup).pk: 2000, other.pk: 1000}, PriceChange(percent=10)) == 2
    assert list(cup.variants.values_list("price", "reference_price")) == [(2200, None), (1100, None)]
    assert Product.objects.get().price_from == 1100


def test_the_price_of_before_is_kept_where_it_falls() -> None:
    cup = variant_of(a_product(price=2000))
    Variant.objects.update(is_suggested=True, reference_price=2500)
    assert reprice({cup.pk: 2000}, PriceChange(percent=-10), keeps_old=True) == 1
    assert Variant.objects.values_list("price", "reference_price", "is_suggested").get() == (
        1800,
        2000,
        False,
    )


def test_where_one_price_moved_or_is_gone_none_is_changed() -> None:
    cup, pot = variant_of(a_product(price=2000)), variant_of(a_product("pot", price=3000))
    for seen in ({cup.pk: 2000, pot.pk: 2999}, {cup.pk: 2000, 999_999: 1}):
        with pytest.raises(PricesMoved):
            reprice(seen, PriceChange(percent=10))
    with pytest.raises(ValueError, match="none"):
        reprice({cup.pk: 2000, pot.pk: 3000}, PriceChange(yen=-2500))
    assert sorted(Variant.objects.values_list("price", flat=True)) == [2000, 3000]
