"""Give money back, or make sure that none is taken."""

from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.doors.payment.messages import PaymentWithdrawal, RefundRequest
from small_trades.policy.declaration import BILLING
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.changing import held, move, move_payment, tell
from small_trades.shop.orders.models import Order, Payment
from small_trades.shop.orders.states import OrderState, PaymentMethod, PaymentState
from small_trades.shop.orders.timeline import EventKind


def request_refund(order_id: UUID) -> None:
    """Ask the provider to give a card payment back; its event says when it has. Transfers are the desk's.

    Raises:
        DoorError: the provider cannot be reached; the refund stays due.
    """
    payment = Payment.objects.select_related("order").get(order_id=order_id)
    if payment.state != PaymentState.REFUND_DUE or payment.reference is None:
        return
    privacy.disclose(
        RefundRequest(
            payment_id=str(payment.pk),
            order_code=payment.order.code,
            amount=payment.amount,
            reference=payment.reference,
        ),
        through="payment",
        purpose=BILLING,
    )


def withdraw_payment(order_id: UUID) -> None:
    """Ask the provider to close its page for an order that was given up or waits for somebody.

    Raises:
        DoorError: the provider cannot be reached; a payment that still arrives is refunded.
    """
    order = Order.objects.select_related("payment").get(pk=order_id)
    # It was released since: a page that is open now was opened after.
    is_free = order.held_since is None and order.state != OrderState.CANCELLED
    if is_free or order.payment.method != PaymentMethod.CARD or not order.payment.attempts:
        return
    privacy.disclose(
        PaymentWithdrawal(payment_id=str(order.payment.pk), order_code=order.code),
        through="payment",
        purpose=BILLING,
    )


def confirm_refund(order_id: UUID) -> None:
    """The desk has sent a bank transfer back.

    Raises:
        WrongStateError: nothing is due by transfer; nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        payment = Payment.objects.get(order=order)
        if payment.method != PaymentMethod.BANK_TRANSFER:
            raise WrongStateError(payment.method, PaymentState.REFUNDED)
        move_payment(payment, PaymentState.REFUNDED)
        move(order, OrderState.REFUNDED)
        tell(order, EventKind.REFUNDED)
