"""The states of an order and of its payment: each a declared table, the only way they change."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel.states import StateTable


class OrderState(StrEnum):
    """Where an order stands."""

    PLACED = "placed"
    PAID = "paid"
    PACKING = "packing"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    RETURNED = "returned"
    REFUNDED = "refunded"


ORDER_STATES: Final = StateTable(
    OrderState.PLACED,
    {
        OrderState.PLACED: frozenset({OrderState.PAID, OrderState.CANCELLED}),
        OrderState.PAID: frozenset({OrderState.PACKING, OrderState.CANCELLED}),
        OrderState.PACKING: frozenset({OrderState.SHIPPED}),
        OrderState.SHIPPED: frozenset({OrderState.DELIVERED, OrderState.RETURNED}),
        OrderState.DELIVERED: frozenset({OrderState.RETURNED}),
        OrderState.CANCELLED: frozenset({OrderState.REFUNDED}),
        OrderState.RETURNED: frozenset({OrderState.REFUNDED}),
        OrderState.REFUNDED: frozenset(),
    },
)

ORDER_STATE_NAMES: Final[dict[OrderState, str | Promise]] = {
    OrderState.PLACED: _("Order received"),
    OrderState.PAID: _("Paid, being prepared"),
    OrderState.PACKING: _("Being packed"),
    OrderState.SHIPPED: _("Shipped"),
    OrderState.DELIVERED: _("Delivered"),
    OrderState.CANCELLED: _("Cancelled"),
    OrderState.RETURNED: _("Returned"),
    OrderState.REFUNDED: _("Refunded"),
}


class PaymentState(StrEnum):
    """Where a payment stands. REFUND_DUE: money is with the shop that belongs to the customer."""

    WAITING = "waiting"
    FAILED = "failed"
    PAID = "paid"
    CANCELLED = "cancelled"
    REFUND_DUE = "refund-due"
    REFUNDED = "refunded"


# A payment may succeed after an attempt failed, and even after the order was given up: providers report late.
PAYMENT_STATES: Final = StateTable(
    PaymentState.WAITING,
    {
        PaymentState.WAITING: frozenset({PaymentState.FAILED, PaymentState.PAID, PaymentState.CANCELLED}),
        PaymentState.FAILED: frozenset({PaymentState.WAITING, PaymentState.PAID, PaymentState.CANCELLED}),
        PaymentState.PAID: frozenset({PaymentState.REFUND_DUE}),
        PaymentState.CANCELLED: frozenset({PaymentState.REFUND_DUE}),
        PaymentState.REFUND_DUE: frozenset({PaymentState.REFUNDED}),
        PaymentState.REFUNDED: frozenset(),
    },
)

PAYMENT_STATE_NAMES: Final[dict[PaymentState, str | Promise]] = {
    PaymentState.WAITING: _("Waiting for payment"),
    PaymentState.FAILED: _("Payment failed"),
    PaymentState.PAID: _("Paid"),
    PaymentState.CANCELLED: _("Not charged"),
    PaymentState.REFUND_DUE: _("Refund in progress"),
    PaymentState.REFUNDED: _("Refunded"),
}


class PaymentMethod(StrEnum):
    """How an order is paid."""

    CARD = "card"
    BANK_TRANSFER = "bank-transfer"


PAYMENT_METHOD_NAMES: Final[dict[PaymentMethod, str | Promise]] = {
    PaymentMethod.CARD: _("Credit card"),
    PaymentMethod.BANK_TRANSFER: _("Bank transfer"),
}


class CancelReason(StrEnum):
    """Why an order was given up."""

    CUSTOMER = "customer"
    STAFF = "staff"
    UNPAID = "unpaid"


CANCEL_REASON_NAMES: Final[dict[CancelReason, str | Promise]] = {
    CancelReason.CUSTOMER: _("Cancelled by the customer"),
    CancelReason.STAFF: _("Cancelled by the shop"),
    CancelReason.UNPAID: _("Not paid in time"),
}
