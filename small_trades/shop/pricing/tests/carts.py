"""Carts as hypothesis draws them: any mixture of rates, options, campaigns, coupons, points and charges."""

from hypothesis import strategies as st

from small_trades.shop.kernel.money import Rounding, TaxRate
from small_trades.shop.pricing.shapes import Campaign, Charge, Coupon, Line, Off, Points, Purchase, Scope

YEN = st.integers(0, 300_000)
PRODUCTS = st.integers(1, 6)
CATEGORIES = st.frozensets(st.integers(1, 4), max_size=2)
SCOPES = st.builds(Scope, products=st.frozensets(PRODUCTS, max_size=2), categories=CATEGORIES)
OFFS = st.one_of(st.builds(Off, percent=st.integers(1, 100)), st.builds(Off, amount=st.integers(1, 5000)))
CAMPAIGNS = st.builds(
    Campaign, id=st.integers(1, 99), off=st.none() | OFFS, earns=st.integers(0, 20), scope=SCOPES
)
COUPONS = st.builds(Coupon, code=st.just("SPRING"), off=OFFS, minimum=st.integers(0, 20_000), scope=SCOPES)
CHARGES = st.builds(
    Charge,
    amount=st.integers(0, 2000),
    free_from=st.none() | st.integers(0, 20_000),
    always=st.integers(0, 2_000),
    rate=st.sampled_from(TaxRate),
)
LINES = st.lists(
    st.builds(
        Line,
        key=st.integers(1, 10**6),
        unit_price=YEN,
        quantity=st.integers(1, 99),
        rate=st.sampled_from(TaxRate),
        options=st.lists(st.integers(0, 900), max_size=2).map(tuple),
        product=PRODUCTS,
        categories=CATEGORIES,
    ),
    max_size=8,
    unique_by=lambda line: line.key,
).map(tuple)
PURCHASES = st.builds(
    Purchase,
    lines=LINES,
    campaigns=st.lists(CAMPAIGNS, max_size=3).map(tuple),
    coupon=st.none() | COUPONS,
    points=st.builds(Points, used=st.integers(0, 3000), held=st.integers(0, 3000), earns=st.integers(0, 10)),
    shipping=CHARGES,
    fee=CHARGES,
    rounding=st.sampled_from(Rounding),
)
