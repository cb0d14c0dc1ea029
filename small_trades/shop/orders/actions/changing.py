"""What every change of an order shares: hold its row, ask the state table, write the timeline."""

from typing import Final
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.shop.kernel.announcing import announce
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.models import Order, OrderEvent, Payment
from small_trades.shop.orders.states import (
    ORDER_STATES,
    ORDER_STATES_BACK,
    PAYMENT_STATES,
    OrderState,
    PaymentState,
)
from small_trades.shop.orders.timeline import EventKind

_ANNOUNCED: Final = {
    EventKind.PLACED: "order.placed",
    EventKind.PAID: "order.paid",
    EventKind.PARTLY_SHIPPED: "order.partly_shipped",
    EventKind.SHIPPED: "order.shipped",
    EventKind.CANCELLED: "order.cancelled",
}
NOT_ON_HOLD: Final = frozenset({OrderState.PACKING, OrderState.SHIPPED})


def held(order_id: UUID) -> Order:
    """The order, held against everybody else until the transaction ends; rows below it are safe with it.

    Raises:
        Order.DoesNotExist: there is no such order.
        django.db.transaction.TransactionManagementError: no transaction is open.
    """
    return Order.objects.select_for_update().get(pk=order_id)


class OnHoldError(WrongStateError):
    """Somebody has to look at the order before it goes on; nothing was changed."""


def require_move(order: Order, state: OrderState) -> None:
    """Refuse a change of a held order that the table does not allow, or that a hold forbids.

    Raises:
        OnHoldError: the order waits for somebody to look at it and would leave without.
        WrongStateError: the table does not allow it.
    """
    ORDER_STATES.require(OrderState(order.state), state)
    if order.held_since is not None and state in NOT_ON_HOLD:
        raise OnHoldError(order.state, state)


def move(order: Order, state: OrderState) -> None:
    """Change the state of a held order.

    Raises:
        WrongStateError: the table or a hold does not allow it; nothing was changed.
    """
    require_move(order, state)
    order.state = state
    order.save(update_fields=["state"])


def move_back(order: Order) -> None:
    """Let a held order that was refunded be as before: its money is with the shop once more.

    Raises:
        WrongStateError: it was not refunded; nothing was changed.
    """
    before = OrderState.CANCELLED if order.cancel_reason else OrderState.RETURNED
    ORDER_STATES_BACK.require(OrderState(order.state), before)
    order.state = before
    order.save(update_fields=["state"])


def move_payment(payment: Payment, state: PaymentState) -> None:
    """Change the state of the payment of a held order.

    Raises:
        WrongStateError: the table does not allow it; nothing was changed.
    """
    PAYMENT_STATES.require(PaymentState(payment.state), state)
    payment.state = state
    payment.save(update_fields=["state"])


def tell(order: Order, kind: EventKind) -> None:
    """Write one line of the timeline, as whoever acts now; programs that listen are told of the great steps.

    Raises:
        RuntimeError: nobody acts here; a change without an actor is a mistake of the program.
    """
    actor = privacy.current_actor()
    if actor is None:
        raise RuntimeError("An order changes inside a request, a task or `acting_as`.")
    OrderEvent.objects.create(
        order=order,
        kind=kind,
        at=timezone.now(),
        actor_kind=actor.kind,
        role=actor.role,
        staff_id=actor.id if actor.kind == privacy.ActorKind.STAFF else None,
    )
    if kind in _ANNOUNCED:
        announce(_ANNOUNCED[kind], order.pk)
