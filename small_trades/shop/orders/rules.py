"""What may be done with an order now; the verbs in `actions` do it and check once more."""

import datetime as dt
from typing import Final

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from small_trades.shop.orders.models import Order, Payment
from small_trades.shop.orders.states import (
    ON_A_HOSTED_PAGE,
    ORDER_STATES,
    OrderState,
    PaymentMethod,
    PaymentState,
)

OPEN_PAYMENTS: Final = frozenset({PaymentState.WAITING, PaymentState.AWAITED, PaymentState.FAILED})

PAGE_CLOSES_BEFORE: Final = dt.timedelta(minutes=2)
"""The provider's page closes this long before the order expires: a last payment still finds its order."""


def can_cancel(order: Order) -> bool:
    """Whether the order can be given up: it is not being packed yet."""
    return ORDER_STATES.may(OrderState(order.state), OrderState.CANCELLED)


def can_hold(order: Order) -> bool:
    """Whether the order can still be kept from leaving."""
    return order.state in {OrderState.PLACED, OrderState.PAID, OrderState.PACKING}


def can_pack(order: Order) -> bool:
    """Whether packing may begin: paid, or to be paid on delivery, and nobody has to look at it first."""
    return order.held_since is None and is_ready(order)


def is_ready(order: Order) -> bool:
    """Whether what is to be paid before packing is paid."""
    if order.state == OrderState.PLACED:
        return order.payment_method == PaymentMethod.CASH
    return ORDER_STATES.may(OrderState(order.state), OrderState.PACKING)


def refundable(payment: Payment) -> int:
    """What was paid and neither went back nor is on its way back, in yen; nothing where nothing was paid."""
    if payment.paid_at is None:
        return 0
    going = payment.refunds.aggregate(total=Coalesce(Sum("amount"), 0))
    return payment.amount - int(going["total"])


def can_take_in(order: Order) -> bool:
    """Whether pieces can come back: they have left, and some are still with the customer."""
    return order.state in {OrderState.SHIPPED, OrderState.DELIVERED}


def can_pay(order: Order, payment: Payment) -> bool:
    """Whether a payment on the provider's page can be begun or tried again, and would end in time."""
    is_open = order.held_since is None and payment.state in OPEN_PAYMENTS
    is_in_time = order.expires_at is not None and timezone.now() < order.expires_at - PAGE_CLOSES_BEFORE
    return order.state == OrderState.PLACED and payment.method in ON_A_HOSTED_PAGE and is_open and is_in_time
