"""A parcel has arrived."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades.shop.orders.actions.changing import held, move, move_payment, tell
from small_trades.shop.orders.models import Payment
from small_trades.shop.orders.states import OrderState, PaymentMethod, PaymentState
from small_trades.shop.orders.timeline import EventKind


def deliver(order_id: UUID) -> None:
    """Mark an order as delivered; what was to be paid in cash on delivery is paid then.

    Raises:
        WrongStateError: the order was not shipped; nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        move(order, OrderState.DELIVERED)
        tell(order, EventKind.DELIVERED)
        payment = Payment.objects.get(order=order)
        if payment.method == PaymentMethod.CASH and payment.paid_at is None:
            move_payment(payment, PaymentState.PAID)
            payment.paid_at = timezone.now()
            payment.save(update_fields=["paid_at"])
            tell(order, EventKind.PAID)
