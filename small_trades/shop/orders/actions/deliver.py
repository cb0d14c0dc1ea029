"""A parcel has arrived."""

from uuid import UUID

from django.db import transaction

from small_trades.shop.orders.actions.changing import held, move, tell
from small_trades.shop.orders.states import OrderState
from small_trades.shop.orders.timeline import EventKind


def deliver(order_id: UUID) -> None:
    """Mark an order as delivered.

    Raises:
        WrongStateError: the order was not shipped; nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        move(order, OrderState.DELIVERED)
        tell(order, EventKind.DELIVERED)
