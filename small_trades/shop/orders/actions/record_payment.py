"""What a payment provider told: late, repeated and out of order, it changes an order once and rightly."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.payment.messages import EventKind as Told
from small_trades.doors.payment.messages import PaymentEvent as Event
from small_trades.policy.declaration import BILLING
from small_trades.shop.kernel.later import later
from small_trades.shop.orders.actions import erased_payments
from small_trades.shop.orders.actions.changing import held, move, move_payment, tell
from small_trades.shop.orders.actions.hold import put_on_hold
from small_trades.shop.orders.actions.refund import begin, end, undo
from small_trades.shop.orders.holds import Because, HoldReason
from small_trades.shop.orders.models import Order, Payment, PaymentEvent, Refund
from small_trades.shop.orders.rules import OPEN_PAYMENTS, can_hold, refundable
from small_trades.shop.orders.states import (
    PAYMENT_STATES,
    OrderState,
    PaymentState,
    RefundReason,
    RefundState,
)
from small_trades.shop.orders.timeline import EventKind

if TYPE_CHECKING:
    from small_trades.policy.groups import PaymentReference

MAIL_AFTER: Final = dt.timedelta(minutes=10)  # most people try another card at once: no mail for that
CURRENCY: Final = "JPY"
MOST_FAILURES: Final = 5  # people mistype a number twice; who tries a fifth card is asked by a person first


def record_payment(event: Event) -> str:
    """Apply a verified event; answers what came of it: `applied`, `repeated`, `unknown`, `ignored`, ….

    Money of an order that was erased meanwhile goes back; see `erased_payments`.

    Never raises for an event that makes no sense: the provider would only send it again.
    """
    if event.kind == Told.OTHER:
        return "ignored"
    late = erased_payments.record(event)
    if late is not None:
        return late
    try:
        payment = Payment.objects.select_related("order").get(pk=UUID(event.payment_id))
    except (ValueError, Payment.DoesNotExist):
        return "unknown"
    try:
        with transaction.atomic():
            return _record(event, payment.order_id)
    except privacy.Erased:
        return _of_somebody_erased(event, payment)
    except IntegrityError:
        if not _is_known(event):
            raise
        return "repeated"


def _of_somebody_erased(event: Event, payment: Payment) -> str:
    """Erased while the provider's page was open: nothing can be kept with the order any more."""
    if event.kind == Told.PAID:
        erased_payments.expect([payment])
    return erased_payments.record(event) or "ignored"


def _is_known(event: Event) -> bool:
    return PaymentEvent.objects.filter(provider=event.provider, event_id=event.event_id).exists()


def _record(event: Event, order_id: UUID) -> str:
    order = held(order_id)
    payment = Payment.objects.get(order=order)
    if _is_known(event):
        return "repeated"
    outcome = _VERBS[event.kind](event, order, payment)
    PaymentEvent.objects.create(
        provider=event.provider, event_id=event.event_id, kind=event.kind, payment=payment, outcome=outcome
    )
    return outcome


def _paid(event: Event, order: Order, payment: Payment) -> str:
    if (event.amount, event.currency) != (payment.amount, CURRENCY):
        tell(order, EventKind.WRONG_AMOUNT)
        return "wrong-amount"
    if payment.state == PaymentState.CANCELLED:
        return _paid_too_late(event, order, payment)
    if not PAYMENT_STATES.may(PaymentState(payment.state), PaymentState.PAID):
        tell(order, EventKind.PAID_TWICE)
        return "paid-twice"
    _keep(event, payment)
    move_payment(payment, PaymentState.PAID)
    move(order, OrderState.PAID)
    tell(order, EventKind.PAID)
    later("orders.send_confirmation", order.pk)
    if not payment.is_described:
        # The event names the payment only; card and 3-D Secure result are asked for.
        later("orders.reconcile_payment", order.pk)
    return "applied"


def _awaited(_event: Event, order: Order, payment: Payment) -> str:
    if payment.state != PaymentState.WAITING:
        return "ignored"
    move_payment(payment, PaymentState.AWAITED)
    tell(order, EventKind.AWAITED)
    later("orders.send_awaited", order.pk)
    return "applied"


def _paid_too_late(event: Event, order: Order, payment: Payment) -> str:
    # The goods may be sold to somebody else by now: the money goes back.
    _keep(event, payment)
    begin(order, payment.amount, RefundReason.LATE)
    return "paid-too-late"


def _failed(event: Event, order: Order, payment: Payment) -> str:
    if payment.state not in OPEN_PAYMENTS:
        return "ignored"
    _keep_check(event, payment)
    if payment.state != PaymentState.FAILED:
        move_payment(payment, PaymentState.FAILED)
        later("orders.send_payment_failed", order.pk, after=timezone.now() + MAIL_AFTER)
    tell(order, EventKind.PAYMENT_FAILED)
    failures = order.events.filter(kind=EventKind.PAYMENT_FAILED).count()
    if failures >= MOST_FAILURES and can_hold(order):
        put_on_hold(order.pk, [Because(HoldReason.FAILED_PAYMENTS, failures)])
    return "applied"


def _refunded(event: Event, order: Order, payment: Payment) -> str:
    due = _refund_of(event, payment)
    if due is None:
        return _refunded_elsewhere(event, order, payment)
    if due.state != RefundState.DUE:
        # Made before, or told late of a refund that failed since: what failed is the desk's.
        return "ignored"
    if due.amount != event.amount:
        tell(order, EventKind.WRONG_AMOUNT)
        return "wrong-amount"
    end(order, payment, due, RefundState.DONE)
    return "applied"


def _refunded_elsewhere(event: Event, order: Order, payment: Payment) -> str:
    if not 0 < event.amount <= refundable(payment):
        tell(order, EventKind.WRONG_AMOUNT)
        return "wrong-amount"
    given = begin(order, event.amount, RefundReason.PROVIDER)
    end(order, Payment.objects.get(order=order), given, RefundState.DONE)
    return "applied"


def _refund_failed(event: Event, order: Order, payment: Payment) -> str:
    due = _refund_of(event, payment)
    if due is None or due.state == RefundState.FAILED:
        return "ignored"
    if due.is_by_hand:
        return "ignored"
    if due.state == RefundState.DONE:
        # Some banks send money back days after it was given (Stripe: refund.failed).
        undo(order, payment, due)
        return "failed-after-all"
    end(order, payment, due, RefundState.FAILED)
    return "applied"


def _refund_of(event: Event, payment: Payment) -> Refund | None:
    try:
        return payment.refunds.filter(pk=UUID(event.refund_id)).first()
    except ValueError:
        return None


def _keep(event: Event, payment: Payment) -> None:
    privacy.collect(payment, notice="checkout-payment", reference=event.reference)
    payment.paid_at = timezone.now()
    payment.is_described = bool(event.reference.brand)
    payment.save(update_fields=["reference", "paid_at", "is_described"])


def _keep_check(event: Event, payment: Payment) -> None:
    """Keep what 3-D Secure said of an attempt that failed, beside how the payment is found."""
    said = event.reference.three_d_secure
    if not said or payment.reference is None:
        return
    known: PaymentReference = privacy.use(payment.reference, purpose=BILLING)
    privacy.collect(payment, notice="checkout-payment", reference=replace(known, three_d_secure=said))
    payment.save(update_fields=["reference"])


_VERBS: Final = {
    Told.AWAITED: _awaited,
    Told.PAID: _paid,
    Told.FAILED: _failed,
    Told.REFUNDED: _refunded,
    Told.REFUND_FAILED: _refund_failed,
}
