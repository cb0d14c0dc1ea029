"""What may be done with an order now; the verbs in `actions` do it and check once more."""

import datetime as dt
from typing import Final

from django.utils import timezone

from small_trades.shop.orders.models import Order, Payment
from small_trades.shop.orders.states import (
    ORDER_STATES,
    OrderState,
    PaymentMethod,
    PaymentState,
)

PAGE_CLOSES_BEFORE: Final = dt.timedelta(minutes=2)
"""The provider's page closes this long before the order expires: a last payment still finds its order."""


def can_cancel(order: Order) -> bool:
    """Whether the order can be given up: it is not being packed yet."""
    return ORDER_STATES.may(OrderState(order.state), OrderState.CANCELLED)


def can_hold(order: Order) -> bool:
    """Whether the order can still be kept from leaving."""
    return order.state in {OrderState.PLACED, OrderState.PAID, OrderState.PACKING}


def can_pack(order: Order) -> bool:
    """Whether packing may begin: paid, and nobody has to look at it first."""
    return order.held_since is None and ORDER_STATES.may(OrderState(order.state), OrderState.PACKING)


def can_pay(order: Order, payment: Payment) -> bool:
    """Whether a card payment can be begun or tried again, and would end in time."""
    is_open = order.held_since is None and payment.state in {PaymentState.WAITING, PaymentState.FAILED}
    is_in_time = order.expires_at is not None and timezone.now() < order.expires_at - PAGE_CLOSES_BEFORE
    return (
        order.state == OrderState.PLACED and payment.method == PaymentMethod.CARD and is_open and is_in_time
    )
