"""Goods came back: some of an order's pieces, or all that are left of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.changing import held, move
from small_trades.shop.orders.actions.come_off import come_off
from small_trades.shop.orders.pieces import TooManyPiecesError, chosen, unsent, with_customer
from small_trades.shop.orders.rules import can_take_in
from small_trades.shop.orders.states import OrderState, RefundReason
from small_trades.shop.orders.timeline import EventKind
from small_trades.shop.products.actions import stock
from small_trades.shop.products.models import StockReason

__all__ = ["TakenIn", "TooManyPiecesError", "take_in"]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of it: `refund` yen go back; `is_all`: nothing of the order is left with the customer."""

    refund: int
    is_all: bool


def take_in(
    order_id: UUID,
    pieces: Mapping[int, int],
    *,
    to_stock: bool,
    gives_money_back: bool = True,
    of: int | None = None,
) -> TakenIn:
    """Take pieces back by the positions of their lines; the money that was paid for them goes back.

    What was paid for a piece is its line's price less its shares of coupon and points, so that all pieces of
    a line together give exactly what was paid for it. Delivery is not given back here. Pieces can come back
    once their parcel has left, while others are still being packed. `of`: how many pieces were with the
    customer when these were chosen, so that a form that is sent twice takes them in once.

    Raises:
        TooManyPiecesError: the numbers do not fit what was sent; nothing was changed.
        WrongStateError: nothing was sent, or not `of` pieces are with the customer; nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        if not can_take_in(order):
            raise WrongStateError(order.state, OrderState.RETURNED)
        out = with_customer(order)
        if of is not None and of != sum(out.values()):
            raise WrongStateError(order.state, OrderState.RETURNED)
        back = chosen(out, pieces)
        is_all = back == out and not unsent(order)
        if is_all:
            move(order, OrderState.RETURNED)
        if to_stock:
            put = [(line.variant_id, number) for line, number in back.items()]
            stock.release(put, reference=order.code, reason=StockReason.RETURNED)
        amount = come_off(
            order,
            back,
            kind=EventKind.RETURNED if is_all else EventKind.PARTLY_RETURNED,
            reason=RefundReason.RETURNED,
            to_stock=to_stock,
            with_money=gives_money_back,
        )
        return TakenIn(amount, is_all)
