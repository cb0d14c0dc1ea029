"""A bank transfer has arrived: the desk says so."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades.shop.kernel.later import later
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.changing import held, move, move_payment, tell
from small_trades.shop.orders.models import Payment
from small_trades.shop.orders.states import OrderState, PaymentMethod, PaymentState
from small_trades.shop.orders.timeline import EventKind


def confirm_transfer(order_id: UUID) -> None:
    """Mark a transfer as received and tell the customer.

    Raises:
        WrongStateError: the order is not waiting for a bank transfer; nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        payment = Payment.objects.get(order=order)
        if payment.method != PaymentMethod.BANK_TRANSFER:
            raise WrongStateError(payment.method, PaymentState.PAID)
        move(order, OrderState.PAID)
        move_payment(payment, PaymentState.PAID)
        payment.paid_at = timezone.now()
        payment.save(update_fields=["paid_at"])
        tell(order, EventKind.PAID)
        later("orders.send_transfer_received", order.pk)
