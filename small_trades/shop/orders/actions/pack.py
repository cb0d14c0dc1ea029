"""Begin to pack an order: from here on it can no longer be cancelled."""

from uuid import UUID

from django.db import transaction

from small_trades.shop.orders.actions.changing import held, move, tell
from small_trades.shop.orders.states import OrderState
from small_trades.shop.orders.timeline import EventKind


def pack(order_id: UUID) -> None:
    """Move a paid order to the packing table.

    Raises:
        WrongStateError: the order is not paid, or further along; nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        move(order, OrderState.PACKING)
        tell(order, EventKind.PACKING)
