"""The documents of an order by their names: which there are, and when each may be issued."""

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.shop.orders.states import OrderState, RefundState

if TYPE_CHECKING:
    from small_trades.shop.orders.queries.shapes import OrderPage, RefundStatus


class DocumentKind(StrEnum):
    """A document a buyer may ask for. RETURN: 適格返還請求書 (消費税法57の4第3項)."""

    INVOICE = "invoice"
    RECEIPT = "receipt"
    RETURN = "return"


class Proviso(StrEnum):
    """What a receipt says the money was for (但し書き)."""

    GOODS = "goods"
    FOOD = "food"
    WARES = "wares"
    GIFTS = "gifts"


PROVISO_WORDS: Final[dict[Proviso, str | Promise]] = {
    Proviso.GOODS: _("goods"),
    Proviso.FOOD: _("food"),
    Proviso.WARES: _("tableware and household goods"),
    Proviso.GIFTS: _("gifts"),
}
_SOLD: Final = frozenset({OrderState.SHIPPED, OrderState.DELIVERED, OrderState.RETURNED})


def documents_of(order: "OrderPage") -> tuple[DocumentKind, ...]:
    """Which documents of the order itself can be issued now: none of one that was given up or is an exchange.

    An invoice as soon as it is paid or sent; a receipt for money that was received.
    """
    if order.cancel_reason is not None or order.replaces:
        return ()
    is_paid = order.payment.paid_at is not None
    kinds = {DocumentKind.INVOICE: is_paid or order.state in _SOLD, DocumentKind.RECEIPT: is_paid}
    return tuple(kind for kind, may in kinds.items() if may)


def refunds_documented(order: "OrderPage") -> tuple["RefundStatus", ...]:
    """The refunds a return invoice can be issued for: made, of a sale that stands."""
    if order.cancel_reason is not None:
        return ()
    return tuple(refund for refund in order.payment.refunds if refund.state == RefundState.DONE)
