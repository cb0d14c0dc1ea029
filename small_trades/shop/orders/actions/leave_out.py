"""Goods of an order that is being packed will not be sent: they are taken off it, and the money goes back."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.changing import held, move, tell
from small_trades.shop.orders.actions.come_off import come_off
from small_trades.shop.orders.actions.ship import complete
from small_trades.shop.orders.destined import destination_of
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.pieces import TooManyPiecesError, chosen, unsent, unsent_to, with_customer
from small_trades.shop.orders.rules import can_leave_out
from small_trades.shop.orders.states import OrderState, RefundReason
from small_trades.shop.orders.timeline import EventKind
from small_trades.shop.products.actions import stock

__all__ = ["TooManyPiecesError", "leave_out"]


def leave_out(
    order_id: UUID,
    pieces: Mapping[int, int],
    *,
    to_stock: bool,
    to: int | None = None,
    of: int | None = None,
) -> int:
    """Take pieces off by the positions of their lines; how many yen go back, counted as `take_in` does.

    `to` is the number of the address they were to go to, where the order has several. `of`: how many pieces
    were left to send there when these were chosen, so that a form that is sent twice takes them off once.

    Where nothing is left to send after that, the order is shipped; and returned, where all of it is back.

    Raises:
        TooManyPiecesError: the numbers do not fit what has not left, or no piece would ever be sent; nothing
            was changed.
        SeveralDestinationsError, NoSuchDestinationError: which address is meant; nothing was changed.
        WrongStateError: it is not being packed, waits for somebody, is not paid, or not `of` pieces are left;
            nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        if not can_leave_out(order):
            raise WrongStateError(order.state, OrderState.PACKING)
        there = destination_of(order, to)
        left = unsent_to(order, there.pk if there else None)
        if of is not None and of != sum(left.values()):
            raise WrongStateError(order.state, OrderState.PACKING)
        out = chosen(left, pieces)
        is_end = out == unsent(order)
        if is_end and not order.shipments.exists():
            raise TooManyPiecesError({line.position: number for line, number in left.items()})
        if to_stock:
            stock.release([(line.variant_id, number) for line, number in out.items()], reference=order.code)
        amount = come_off(
            order, out, kind=EventKind.LEFT_OUT, reason=RefundReason.GOODS, to_stock=to_stock, to=there
        )
        if is_end:
            _end(order)
        return amount


def _end(order: Order) -> None:
    complete(order)
    if not with_customer(order):
        move(order, OrderState.RETURNED)
        tell(order, EventKind.RETURNED)
