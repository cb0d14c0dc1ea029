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


# Straight from PLACED to PACKING goes only what is paid in cash on delivery: see `rules.can_pack`.
ORDER_STATES: Final = StateTable(
    OrderState.PLACED,
    {
        OrderState.PLACED: frozenset({OrderState.PAID, OrderState.PACKING, OrderState.CANCELLED}),
        OrderState.PAID: frozenset({OrderState.PACKING, OrderState.CANCELLED}),
        OrderState.PACKING: frozenset({OrderState.SHIPPED}),
        OrderState.SHIPPED: frozenset({OrderState.DELIVERED, OrderState.RETURNED}),
        OrderState.DELIVERED: frozenset({OrderState.RETURNED}),
        OrderState.CANCELLED: frozenset({OrderState.REFUNDED}),
        OrderState.RETURNED: frozenset({OrderState.REFUNDED}),
        OrderState.REFUNDED: frozenset(),
    },
)

# A bank may send a refund back days after it was made: the order is what it was before.
ORDER_STATES_BACK: Final = StateTable(
    OrderState.REFUNDED,
    {
        **{state: frozenset() for state in OrderState},
        OrderState.REFUNDED: frozenset({OrderState.CANCELLED, OrderState.RETURNED}),
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
    """Where a payment stands. REFUND_DUE: money is with the shop that belongs to the customer.

    AWAITED: the customer holds a number to pay with at a store.
    """

    WAITING = "waiting"
    AWAITED = "awaited"
    FAILED = "failed"
    PAID = "paid"
    CANCELLED = "cancelled"
    REFUND_DUE = "refund-due"
    PARTLY_REFUNDED = "partly-refunded"
    REFUNDED = "refunded"


# A payment may succeed after an attempt failed, and even after the order was given up: providers report late.
# What was refunded is due once more where the bank sends it back.
PAYMENT_STATES: Final = StateTable(
    PaymentState.WAITING,
    {
        PaymentState.WAITING: frozenset(
            {PaymentState.AWAITED, PaymentState.FAILED, PaymentState.PAID, PaymentState.CANCELLED}
        ),
        PaymentState.AWAITED: frozenset({PaymentState.FAILED, PaymentState.PAID, PaymentState.CANCELLED}),
        PaymentState.FAILED: frozenset({PaymentState.WAITING, PaymentState.PAID, PaymentState.CANCELLED}),
        PaymentState.PAID: frozenset({PaymentState.REFUND_DUE}),
        PaymentState.CANCELLED: frozenset({PaymentState.REFUND_DUE}),
        PaymentState.REFUND_DUE: frozenset({PaymentState.PARTLY_REFUNDED, PaymentState.REFUNDED}),
        PaymentState.PARTLY_REFUNDED: frozenset({PaymentState.REFUND_DUE}),
        PaymentState.REFUNDED: frozenset({PaymentState.REFUND_DUE}),
    },
)

PAYMENT_STATE_NAMES: Final[dict[PaymentState, str | Promise]] = {
    PaymentState.WAITING: _("Waiting for payment"),
    PaymentState.AWAITED: _("Waiting for payment at a convenience store"),
    PaymentState.FAILED: _("Payment failed"),
    PaymentState.PAID: _("Paid"),
    PaymentState.CANCELLED: _("Not charged"),
    PaymentState.REFUND_DUE: _("Refund in progress"),
    PaymentState.PARTLY_REFUNDED: _("Partly refunded"),
    PaymentState.REFUNDED: _("Refunded"),
}


class PaymentMethod(StrEnum):
    """How an order is paid."""

    CARD = "card"
    KONBINI = "konbini"
    BANK_TRANSFER = "bank-transfer"
    CASH = "cash-on-delivery"


PAYMENT_METHOD_NAMES: Final[dict[PaymentMethod, str | Promise]] = {
    PaymentMethod.CARD: _("Credit card"),
    PaymentMethod.KONBINI: _("Convenience store"),
    PaymentMethod.BANK_TRANSFER: _("Bank transfer"),
    PaymentMethod.CASH: _("Cash on delivery"),
}


ON_A_HOSTED_PAGE: Final = frozenset({PaymentMethod.CARD, PaymentMethod.KONBINI})
"""Paid on the provider's page, which tells the shop; the others are confirmed at the desk."""


class RefundReason(StrEnum):
    """Why money goes back. PROVIDER: somebody gave it back at the provider's own desk."""

    CANCELLED = "cancelled"
    RETURNED = "returned"
    GOODS = "goods"
    LATE = "late"
    GOODWILL = "goodwill"
    PROVIDER = "provider"


REFUND_REASON_NAMES: Final[dict[RefundReason, str | Promise]] = {
    RefundReason.CANCELLED: _("Order cancelled"),
    RefundReason.RETURNED: _("Goods returned"),
    RefundReason.GOODS: _("Missing or broken goods"),
    RefundReason.LATE: _("Paid after the order was cancelled"),
    RefundReason.GOODWILL: _("Goodwill"),
    RefundReason.PROVIDER: _("Given back at the payment provider"),
}


class RefundState(StrEnum):
    """Where a refund stands. FAILED: the provider could not; the desk gives the money back by hand."""

    DUE = "due"
    DONE = "done"
    FAILED = "failed"


REFUND_STATE_NAMES: Final[dict[RefundState, str | Promise]] = {
    RefundState.DUE: _("Under way"),
    RefundState.DONE: _("Made"),
    RefundState.FAILED: _("Failed: please transfer it by hand"),
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
