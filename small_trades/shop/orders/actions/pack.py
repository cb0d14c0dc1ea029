"""Begin to pack an order: from here on it can no longer be cancelled."""

from uuid import UUID

from django.db import transaction

from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.changing import held, move, tell
from small_trades.shop.orders.rules import is_ready
from small_trades.shop.orders.states import OrderState
from small_trades.shop.orders.timeline import EventKind


def pack(order_id: UUID) -> None:
    """Move an order that is paid, or will be in cash on delivery, to the packing table.

    Raises:
        WrongStateError: the order waits for its payment, all of it went back, or the order is further along;
            nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        if not is_ready(order):
            raise WrongStateError(order.state, OrderState.PACKING)
        move(order, OrderState.PACKING)
        tell(order, EventKind.PACKING)
