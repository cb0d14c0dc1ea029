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
from small_trades.shop.orders.timeline import EventKind
from small_trades.shop.site.queries import shop_facts

OPEN_PAYMENTS: Final = frozenset({PaymentState.WAITING, PaymentState.AWAITED, PaymentState.FAILED})

LONGEST_WAY: Final = dt.timedelta(days=7)
"""Within Japan a parcel takes no longer."""
_GONE: Final = frozenset({OrderState.SHIPPED, OrderState.DELIVERED, OrderState.RETURNED, OrderState.REFUNDED})

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
    return ORDER_STATES.may(OrderState(order.state), OrderState.PACKING) and not is_given_back(order)


def is_given_back(order: Order) -> bool:
    """Whether all that was paid went back, or is on its way, before packing: such an order is not sent."""
    if order.state != OrderState.PAID:
        return False
    payment = Payment.objects.get(order=order)
    return is_all_back(payment)


def is_all_back(payment: Payment) -> bool:
    """Whether money was paid and none of it is the shop's any more."""
    return payment.paid_at is not None and payment.amount > 0 and not refundable(payment)


def refundable(payment: Payment) -> int:
    """What was paid and neither went back nor is on its way back, in yen; nothing where nothing was paid."""
    if payment.paid_at is None:
        return 0
    going = payment.refunds.aggregate(total=Coalesce(Sum("amount"), 0))
    return payment.amount - int(going["total"])


def has_left(order: Order) -> bool:
    """Whether everything that was to be sent of an order has been."""
    return order.state in _GONE and not order.cancel_reason


def can_take_in(order: Order) -> bool:
    """Whether pieces can come back: a parcel has left, and not everything is back."""
    if order.state == OrderState.PACKING:
        return order.shipments.exists()
    return order.state in {OrderState.SHIPPED, OrderState.DELIVERED}


def can_replace(order: Order) -> bool:
    """Whether goods can be sent in place of others of the order: some have left."""
    return can_take_in(order) or order.state == OrderState.RETURNED


def return_until(order: Order) -> dt.datetime | None:
    """Until when its customer may ask on its page to send goods back; None where the page offers it not.

    The shop's days count from when a parcel was last marked as arrived, else from a week after it left.
    """
    days = shop_facts().return_days
    if not days or not can_take_in(order):
        return None
    arrived = order.events.filter(kind=EventKind.DELIVERED).values_list("at", flat=True).last()
    left = order.shipments.values_list("shipped_at", flat=True).last()
    since = arrived or (left or order.placed_at) + LONGEST_WAY
    return since + dt.timedelta(days=days)


def can_leave_out(order: Order) -> bool:
    """Whether goods that were not sent can be taken off: it is being packed, and what it costs is paid."""
    is_cash = order.payment_method == PaymentMethod.CASH
    return order.state == OrderState.PACKING and order.held_since is None and not is_cash


def can_pay(order: Order, payment: Payment) -> bool:
    """Whether a payment on the provider's page can be begun or tried again, and would end in time."""
    is_open = order.held_since is None and payment.state in OPEN_PAYMENTS
    is_in_time = order.expires_at is not None and timezone.now() < order.expires_at - PAGE_CLOSES_BEFORE
    return order.state == OrderState.PLACED and payment.method in ON_A_HOSTED_PAGE and is_open and is_in_time
