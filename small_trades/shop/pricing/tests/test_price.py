"""The price of a purchase, to the yen: the vectors, each part alone, and what holds for every cart."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from small_trades.shop.kernel.money import RateTotal, Rounding, TaxRate
from small_trades.shop.pricing.errors import (
    CouponDoesNotApply,
    CouponReason,
    MorePointsThanOwed,
    NotEnoughPoints,
    PricingError,
)
from small_trades.shop.pricing.price import price
from small_trades.shop.pricing.shapes import Campaign, Charge, Coupon, Line, Off, Points, Purchase, Scope
from small_trades.shop.pricing.tests.carts import PURCHASES
from small_trades.shop.pricing.tests.reference import reference

STANDARD, REDUCED = TaxRate.STANDARD, TaxRate.REDUCED
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""What is right does not depend on how busy the machine is."""


def lines(*prices: tuple[int, TaxRate]) -> tuple[Line, ...]:
    """One piece of each, of the products 1, 2, 3 …"""
    return tuple(
        Line(key=number, unit_price=yen, quantity=1, rate=rate, product=number)
        for number, (yen, rate) in enumerate(prices, 1)
    )


CUP_AND_TEA = lines((2200, STANDARD), (1080, REDUCED))


def amounts(parts: Iterable[RateTotal]) -> list[tuple[TaxRate, int]]:
    return [(part.rate, part.amount) for part in parts]


def test_two_points_on_two_rates() -> None:
    goods = lines((2200, STANDARD), (770, STANDARD), (1080, REDUCED))
    quote = price(Purchase(lines=goods, points=Points(used=2, held=2))).quote
    assert quote.total == 4048
    assert amounts(quote.by_rate) == [(STANDARD, 2969), (REDUCED, 1079)]


def test_a_discount_of_92_adds_up() -> None:
    coupon = Coupon(code="92", off=Off(amount=92))
    priced = price(Purchase(lines=lines((755, REDUCED), (165, STANDARD)), coupon=coupon))
    assert sum(line.discount for line in priced.lines) == priced.quote.discount == 92
    assert priced.quote.total == 828


def test_tax_is_rounded_once_for_each_rate_and_not_by_line() -> None:
    goods = lines((105, STANDARD), (107, STANDARD))
    assert price(Purchase(lines=goods)).quote.by_rate == (RateTotal(STANDARD, 212, 19),)
    by_line = [price(Purchase(lines=(line,))).quote.by_rate[0].tax for line in goods]
    assert by_line == [9, 9]


@pytest.mark.parametrize(
    ("rounding", "tax"), [(Rounding.DOWN, 19), (Rounding.NEAREST, 19), (Rounding.UP, 20)]
)
def test_the_shop_chooses_how_tax_is_rounded(rounding: Rounding, tax: int) -> None:
    goods = lines((105, STANDARD), (107, STANDARD))
    assert price(Purchase(lines=goods, rounding=rounding)).quote.by_rate[0].tax == tax


def test_nothing_costs_nothing() -> None:
    quote = price(Purchase(lines=())).quote
    assert (quote.subtotal, quote.total, quote.by_rate, quote.earned) == (0, 0, (), 0)


def test_charges_are_taxed_at_their_own_rate_and_free_from_a_sum() -> None:
    shipping, fee = Charge(amount=770, free_from=2000), Charge(amount=330)
    tea = price(Purchase(lines=CUP_AND_TEA[1:], shipping=shipping, fee=fee)).quote
    both = price(Purchase(lines=CUP_AND_TEA, shipping=shipping, fee=fee)).quote
    assert (tea.shipping, tea.fee, tea.total) == (770, 330, 2180)
    assert tea.by_rate == (RateTotal(STANDARD, 1100, 100), RateTotal(REDUCED, 1080, 80))
    assert (both.shipping, both.fee, both.total) == (0, 330, 3610)


def test_a_coupon_never_makes_delivery_dearer() -> None:
    coupon = Coupon(code="HALF", off=Off(percent=50))
    shipping = Charge(amount=770, free_from=3280)
    quote = price(Purchase(lines=CUP_AND_TEA, coupon=coupon, shipping=shipping)).quote
    assert (quote.discount, quote.shipping, quote.total) == (1640, 0, 1640)


def test_a_line_gets_the_campaign_that_takes_off_most_and_options_are_not_reduced() -> None:
    line = Line(key=1, unit_price=1999, quantity=3, rate=STANDARD, options=(330,), product=7)
    campaigns = (
        Campaign(id=1, off=Off(percent=10)),
        Campaign(id=2, off=Off(amount=500), scope=Scope(products=frozenset({7}))),
        Campaign(id=3, off=Off(percent=90), scope=Scope(products=frozenset({8}))),
    )
    priced = price(Purchase(lines=(line,), campaigns=campaigns)).line(1)
    assert (priced.unit_price, priced.regular_price, priced.amount) == (1829, 2329, 5487)


def test_a_coupon_takes_off_what_it_is_for_and_nothing_else() -> None:
    for_tea = Scope(products=frozenset({2}))
    priced = price(
        Purchase(lines=CUP_AND_TEA, coupon=Coupon(code="TEA", off=Off(amount=5000), scope=for_tea))
    )
    assert [line.discount for line in priced.lines] == [0, 1080]
    assert priced.quote.total == 2200
    assert amounts(priced.quote.by_rate) == [(STANDARD, 2200)]


def test_points_are_earned_on_what_is_paid_for_goods() -> None:
    tea_week = Campaign(id=1, earns=4, scope=Scope(products=frozenset({2})))
    purchase = Purchase(
        lines=CUP_AND_TEA,
        campaigns=(tea_week,),
        points=Points(used=100, held=500, earns=1),
        shipping=Charge(amount=770),
    )
    # 100 points over 2,200 + 1,080 + 770: 54, 27 and 19. 1 % of 2,146 and 5 % of 1,053.
    priced = price(purchase)
    assert [line.points for line in priced.lines] == [54, 27]
    assert priced.quote.earned == 21 + 52


@pytest.mark.parametrize(
    ("coupon", "reason", "missing"),
    [
        (Coupon(code="A", off=Off(amount=1), minimum=3281), CouponReason.BELOW_MINIMUM, 1),
        (
            Coupon(code="B", off=Off(amount=1), scope=Scope(products=frozenset({9}))),
            CouponReason.NOTHING_FOR_IT,
            0,
        ),
        (
            Coupon(code="C", off=Off(amount=1), minimum=500, scope=Scope(categories=frozenset({9}))),
            CouponReason.NOTHING_FOR_IT,
            500,
        ),
    ],
)
def test_a_coupon_says_why_it_does_not_apply(coupon: Coupon, reason: CouponReason, missing: int) -> None:
    with pytest.raises(CouponDoesNotApply) as refused:
        price(Purchase(lines=CUP_AND_TEA, coupon=coupon))
    assert (refused.value.reason, refused.value.missing) == (reason, missing)


def test_points_nobody_has_are_refused() -> None:
    with pytest.raises(NotEnoughPoints) as refused:
        price(Purchase(lines=CUP_AND_TEA, points=Points(used=11, held=10)))
    assert refused.value.held == 10


def test_more_points_than_there_is_to_pay_are_refused() -> None:
    with pytest.raises(MorePointsThanOwed) as refused:
        price(Purchase(lines=CUP_AND_TEA, points=Points(used=3281, held=9999)))
    assert refused.value.most == 3280
    assert price(Purchase(lines=CUP_AND_TEA, points=Points(used=3280, held=9999))).quote.total == 0


@pytest.mark.parametrize(
    "change",
    [
        {"lines": (replace(CUP_AND_TEA[0], unit_price=-1),)},
        {"lines": (replace(CUP_AND_TEA[0], quantity=0),)},
        {"lines": (replace(CUP_AND_TEA[0], options=(-1,)),)},
        {"lines": (CUP_AND_TEA[0], CUP_AND_TEA[0])},
        {"shipping": Charge(amount=-1)},
        {"fee": Charge(amount=-1)},
        {"points": Points(used=-1)},
        {"coupon": Coupon(code="A", off=Off(amount=1), minimum=-1)},
        {"campaigns": (Campaign(id=1, earns=-1),)},
    ],
)
def test_nonsense_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"never negative|positive|share a key"):
        price(replace(Purchase(lines=CUP_AND_TEA), **change))  # type: ignore[arg-type]  # made from a table


@pytest.mark.parametrize(
    "off", [{}, {"percent": 5, "amount": 5}, {"percent": 101}, {"amount": -1}, {"percent": -1}]
)
def test_a_reduction_is_one_thing(off: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="a reduction is"):
        Off(**off)


@settings(UNHURRIED, max_examples=500)
@given(PURCHASES)
def test_every_price_is_the_one_found_by_fractions(purchase: Purchase) -> None:
    expected = reference(purchase)
    if isinstance(expected, str):
        with pytest.raises(PricingError) as refused:
            price(purchase)
        assert type(refused.value).__name__ == expected
        return
    priced = price(purchase)
    quote = priced.quote
    assert {
        "subtotal": quote.subtotal,
        "discount": quote.discount,
        "points": quote.points,
        "total": quote.total,
        "by_rate": {int(part.rate): (part.amount, part.tax) for part in quote.by_rate},
        "earned": quote.earned,
        "lines": {line.key: (line.discount, line.points) for line in priced.lines},
    } == expected


@settings(UNHURRIED, max_examples=300)
@given(PURCHASES)
def test_shares_add_up_and_nothing_is_negative(purchase: Purchase) -> None:
    try:
        priced = price(purchase)
    except PricingError:
        return
    quote = priced.quote
    assert sum(line.discount for line in priced.lines) == quote.discount
    assert sum(line.points for line in priced.lines) <= quote.points == purchase.points.used
    assert quote.total == quote.subtotal - quote.discount - quote.points + quote.shipping + quote.fee
    assert quote.total == sum(part.amount for part in quote.by_rate)
    assert all(0 <= part.tax <= part.amount for part in quote.by_rate)
    assert min([quote.total, quote.earned, *(line.paid for line in priced.lines)]) >= 0
    assert all(0 <= line.unit_price <= line.regular_price for line in priced.lines)


@settings(UNHURRIED, max_examples=300)
@given(PURCHASES, st.integers())
def test_the_order_of_lines_and_campaigns_changes_nothing(purchase: Purchase, seed: int) -> None:
    shuffled = list(purchase.lines)
    Random(seed).shuffle(shuffled)  # noqa: S311 - an order of lines, no secret
    other = replace(purchase, lines=tuple(shuffled), campaigns=purchase.campaigns[::-1])
    try:
        priced = price(purchase)
    except PricingError as error:
        with pytest.raises(type(error)):
            price(other)
        return
    again = price(other)
    assert again.quote == priced.quote
    assert {line.key: line for line in again.lines} == {line.key: line for line in priced.lines}
