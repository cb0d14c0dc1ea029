"""Give money back, all or some of it, or make sure that none is taken."""

import datetime as dt
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.payment.messages import PaymentWithdrawal, RefundRequest
from small_trades.policy.declaration import BILLING
from small_trades.shop.kernel.later import later
from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.changing import held, move, move_back, move_payment, tell
from small_trades.shop.orders.actions.settle_points import settle_points
from small_trades.shop.orders.models import Order, Payment, Refund
from small_trades.shop.orders.rules import refundable
from small_trades.shop.orders.states import (
    ON_A_HOSTED_PAGE,
    OrderState,
    PaymentState,
    RefundReason,
    RefundState,
)
from small_trades.shop.orders.timeline import EventKind

RECEIVED: Final = frozenset(
    {PaymentState.PAID, PaymentState.PARTLY_REFUNDED, PaymentState.REFUND_DUE, PaymentState.CANCELLED}
)
GIVEN_UP: Final = frozenset({OrderState.CANCELLED, OrderState.RETURNED})


ASKED_AGAIN_AFTER: Final = dt.timedelta(hours=20)
"""By then the task that asks for a refund has ended, however often the provider was away, or was lost."""


class TooMuchError(Exception):
    """More than was paid and not given back yet. `left` is what can be refunded, in yen."""

    def __init__(self, left: int) -> None:
        """What is left."""
        super().__init__(f"{left} yen can be refunded")
        self.left = left


def refund(order_id: UUID, *, amount: int, reason: RefundReason, of: int | None = None) -> UUID:
    """Begin to give back `amount` yen of what was paid; answers the refund's id.

    What was paid on the provider's page goes back through the provider, in the background; anything else is
    transferred by the desk, which then says so with `confirm_refund`. `of`: how many yen could be refunded
    when the amount was chosen, so that a form that is sent twice gives it back once.

    Raises:
        TooMuchError: the amount is not between 1 and what is left; nothing was changed.
        WrongStateError: nothing was paid, or not `of` yen are left; nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        payment = Payment.objects.get(order=order)
        if of is not None and of != refundable(payment):
            raise WrongStateError(payment.state, PaymentState.REFUND_DUE)
        return begin(order, amount, reason).pk


def begin(
    order: Order, amount: int, reason: RefundReason, *, goods: Mapping[TaxRate, int] | None = None
) -> Refund:
    """The same inside a change of a held order. `goods`: what was paid for what came back, by rate.

    Points that paid for delivery go back with its money.
    """
    payment = Payment.objects.get(order=order)
    if payment.state not in RECEIVED or (payment.state == PaymentState.CANCELLED and payment.paid_at is None):
        raise WrongStateError(payment.state, PaymentState.REFUND_DUE)
    left = refundable(payment)
    if not 0 < amount <= left:
        raise TooMuchError(left)
    begun = Refund.objects.create(
        payment=payment,
        amount=amount,
        standard=None if goods is None else goods.get(TaxRate.STANDARD, 0),
        reduced=None if goods is None else goods.get(TaxRate.REDUCED, 0),
        reason=reason,
        begun_at=timezone.now(),
    )
    if payment.state != PaymentState.REFUND_DUE:
        move_payment(payment, PaymentState.REFUND_DUE)
    tell(order, EventKind.REFUND_DUE)
    later("orders.refund_payment", order.pk)
    settle_points(order)
    return begun


def request_refund(order_id: UUID) -> None:
    """Ask the provider to give back what is due of a payment; its events say when it has.

    Where it will never do so, the refund has failed and the desk is told.

    Raises:
        DoorError: the provider cannot be reached; the refunds stay due.
    """
    payment = Payment.objects.select_related("order").get(order_id=order_id)
    if payment.method not in ON_A_HOSTED_PAGE or payment.reference is None:
        return
    for due in payment.refunds.filter(state=RefundState.DUE):
        request = RefundRequest(
            payment_id=str(payment.pk),
            refund_id=str(due.pk),
            order_code=payment.order.code,
            amount=due.amount,
            reference=payment.reference,
        )
        try:
            privacy.disclose(request, through="payment", purpose=BILLING)
        except privacy.DoorError as error:
            if not error.permanent:
                raise
            fail(order_id, due.pk)
        except privacy.Refused as refused:
            # The provider may be told nothing of them any more; the money is theirs all the same.
            if not refused.is_stopped:
                raise
            fail(order_id, due.pk)


def overdue(now: dt.datetime) -> list[UUID]:
    """The orders with a refund of long ago that a provider has not made. It may be asked again at will."""
    due = Refund.objects.filter(
        state=RefundState.DUE,
        begun_at__lte=now - ASKED_AGAIN_AFTER,
        payment__method__in=ON_A_HOSTED_PAGE,
        payment__reference__isnull=False,
    )
    return list(due.order_by().values_list("payment__order_id", flat=True).distinct())


def withdraw_payment(order_id: UUID) -> None:
    """Ask the provider to close its page for an order that was given up or waits for somebody.

    Raises:
        DoorError: the provider cannot be reached; a payment that still arrives is refunded.
    """
    order = Order.objects.select_related("payment").get(pk=order_id)
    # It was released since: a page that is open now was opened after.
    is_free = order.held_since is None and order.state != OrderState.CANCELLED
    if is_free or order.payment.method not in ON_A_HOSTED_PAGE or not order.payment.attempts:
        return
    privacy.disclose(
        PaymentWithdrawal(
            payment_id=str(order.payment.pk), order_code=order.code, reference=order.payment.reference
        ),
        through="payment",
        purpose=BILLING,
    )


def confirm_refund(order_id: UUID, refund_id: UUID) -> None:
    """The desk has given money back by hand: a transfer, or what the provider could not.

    Raises:
        WrongStateError: this refund is not the desk's, or was made before; nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        payment = Payment.objects.get(order=order)
        due = payment.refunds.filter(pk=refund_id).first()
        if due is None or due.state not in _by_hand(payment):
            raise WrongStateError(due.state if due else "", RefundState.DONE)
        due.is_by_hand = True
        due.save(update_fields=["is_by_hand"])
        end(order, payment, due, RefundState.DONE)


def fail(order_id: UUID, refund_id: UUID) -> None:
    """The provider will not give this back: the desk has to. A refund that has ended stays as it is."""
    with transaction.atomic():
        order = held(order_id)
        payment = Payment.objects.get(order=order)
        due = payment.refunds.filter(pk=refund_id, state=RefundState.DUE).first()
        if due is not None:
            end(order, payment, due, RefundState.FAILED)


def end(order: Order, payment: Payment, refund: Refund, state: RefundState) -> None:
    """End a refund of a held order, and the payment and the order with it where all is done."""
    refund.state, refund.ended_at = state, timezone.now()
    refund.save(update_fields=["state", "ended_at"])
    if state == RefundState.FAILED:
        tell(order, EventKind.REFUND_FAILED)
        return
    later("orders.send_refund_made", order.pk)
    if refund.reason == RefundReason.PROVIDER:
        tell(order, EventKind.REFUNDED_ELSEWHERE)
    if payment.refunds.exclude(state=RefundState.DONE).exists():
        tell(order, EventKind.PARTLY_REFUNDED)
    elif refundable(payment):
        move_payment(payment, PaymentState.PARTLY_REFUNDED)
        tell(order, EventKind.PARTLY_REFUNDED)
    else:
        move_payment(payment, PaymentState.REFUNDED)
        if order.state in GIVEN_UP:
            move(order, OrderState.REFUNDED)
        tell(order, EventKind.REFUNDED)


def undo(order: Order, payment: Payment, refund: Refund) -> None:
    """The bank has sent back what a refund of a held order had given: the desk has to give it by hand."""
    refund.state, refund.ended_at = RefundState.FAILED, timezone.now()
    refund.save(update_fields=["state", "ended_at"])
    if payment.state != PaymentState.REFUND_DUE:
        move_payment(payment, PaymentState.REFUND_DUE)
    if order.state == OrderState.REFUNDED:
        move_back(order)
    tell(order, EventKind.REFUND_CAME_BACK)


def _by_hand(payment: Payment) -> frozenset[str]:
    failed = frozenset({RefundState.FAILED.value})
    return failed if payment.method in ON_A_HOSTED_PAGE else failed | {RefundState.DUE.value}
