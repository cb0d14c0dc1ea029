"""The kinds of things that happen to an order, and how the timeline names them."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.shop.orders.states import OrderState


class EventKind(StrEnum):
    """One line of a timeline."""

    PLACED = "placed"
    PAID = "paid"
    AWAITED = "awaited"
    PAYMENT_FAILED = "payment-failed"
    PAID_TWICE = "paid-twice"
    WRONG_AMOUNT = "wrong-amount"
    PACKING = "packing"
    PARTLY_SHIPPED = "partly-shipped"
    SHIPPED = "shipped"
    LEFT_OUT = "left-out"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    REFUND_DUE = "refund-due"
    REFUNDED = "refunded"
    PARTLY_REFUNDED = "partly-refunded"
    REFUND_FAILED = "refund-failed"
    REFUND_CAME_BACK = "refund-came-back"
    REFUNDED_ELSEWHERE = "refunded-elsewhere"
    RETURN_ASKED = "return-asked"
    RETURN_ACCEPTED = "return-accepted"
    RETURN_DECLINED = "return-declined"
    REPLACED = "replaced"
    PARTLY_RETURNED = "partly-returned"
    RETURNED = "returned"
    HELD = "held"
    RELEASED = "released"
    CORRECTED = "corrected"
    OTHER_CORRECTED = "other-corrected"
    LABEL_PRINTED = "label-printed"


EVENT_NAMES: Final[dict[EventKind, str | Promise]] = {
    EventKind.PLACED: _("Order received"),
    EventKind.PAID: _("Payment received"),
    EventKind.AWAITED: _("Number for the convenience store issued"),
    EventKind.PAYMENT_FAILED: _("Payment failed"),
    EventKind.PAID_TWICE: _("A second payment arrived: it has to be given back"),
    EventKind.WRONG_AMOUNT: _("A payment of another amount arrived: please look at it"),
    EventKind.PACKING: _("Packing began"),
    EventKind.PARTLY_SHIPPED: _("A part of the goods was sent"),
    EventKind.SHIPPED: _("Shipped"),
    EventKind.LEFT_OUT: _("Goods that were not sent were taken off the order"),
    EventKind.DELIVERED: _("Delivered"),
    EventKind.CANCELLED: _("Cancelled"),
    EventKind.REFUND_DUE: _("Refund begun"),
    EventKind.REFUNDED: _("Refund made"),
    EventKind.PARTLY_REFUNDED: _("Part of the payment refunded"),
    EventKind.REFUND_FAILED: _("The provider could not refund: the money has to be transferred by hand"),
    EventKind.REFUND_CAME_BACK: _("The bank sent a refund back: the money has to be transferred by hand"),
    EventKind.REFUNDED_ELSEWHERE: _("Money was given back at the payment provider, not from here"),
    EventKind.RETURN_ASKED: _("Return asked for"),
    EventKind.RETURN_ACCEPTED: _("Return accepted"),
    EventKind.RETURN_DECLINED: _("Return declined"),
    EventKind.REPLACED: _("Replaced by another order"),
    EventKind.PARTLY_RETURNED: _("Some of the goods came back"),
    EventKind.RETURNED: _("The goods came back"),
    EventKind.HELD: _("We are looking at the order"),
    EventKind.RELEASED: _("Looked at, the order goes on"),
    EventKind.CORRECTED: _("Name or address corrected"),
    EventKind.OTHER_CORRECTED: _("One of the other addresses corrected"),
    EventKind.LABEL_PRINTED: _("Label printed"),
}

STAFF_ONLY: Final = frozenset(
    {
        EventKind.PAID_TWICE,
        EventKind.WRONG_AMOUNT,
        EventKind.LABEL_PRINTED,
        EventKind.REFUND_FAILED,
        EventKind.REFUND_CAME_BACK,
        EventKind.REFUNDED_ELSEWHERE,
    }
)

AHEAD: Final[tuple[tuple[OrderState, str | Promise], ...]] = (
    (OrderState.PAID, _("Payment")),
    (OrderState.PACKING, _("Packing")),
    (OrderState.SHIPPED, _("Dispatch")),
    (OrderState.DELIVERED, _("Delivery")),
)
"""The way of an order where nothing goes wrong, as its customer looks forward to it."""


def ahead_of(state: OrderState, *, is_cash: bool = False) -> tuple[str | Promise, ...]:
    """What is still to come after a state; nothing for an order that was given up or sent back.

    `is_cash`: it is paid when it is delivered, so no payment comes before.
    """
    if is_cash:
        left = ahead_of(state)
        return left[1:] if state == OrderState.PLACED else left
    way = [OrderState.PLACED, *(step for step, _name in AHEAD)]
    return tuple(name for _step, name in AHEAD[way.index(state) :]) if state in way else ()
