"""Which ways to pay are offered for how much: none that the provider would refuse afterwards."""

import pytest

from small_trades.shop.orders.methods import MOST, methods_offered
from small_trades.shop.orders.states import PaymentMethod

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
CARD, KONBINI, CASH = PaymentMethod.CARD, PaymentMethod.KONBINI, PaymentMethod.CASH


@pytest.mark.parametrize(
    ("total", "hosted"),
    [
        (0, {CARD, KONBINI}),
        (1, set()),
        (49, set()),
        (50, {CARD}),
        (119, {CARD}),
        (120, {CARD, KONBINI}),
        (300_000, {CARD, KONBINI}),
        (300_001, {CARD}),
        (99_999_999, {CARD}),
        (100_000_000, set()),
    ],
)
def test_a_provider_is_asked_for_what_it_takes(total: int, hosted: set[PaymentMethod]) -> None:
    offered = set(methods_offered(total, 330))
    assert offered & {CARD, KONBINI} == hosted
    assert CASH in offered


def test_more_than_an_order_can_hold_is_not_paid_at_all() -> None:
    assert CASH in methods_offered(MOST, 330)
    assert methods_offered(MOST + 1, 330) == ()
    assert methods_offered(10**12, 330) == ()
