"""Money that comes in after its order was erased: it is seen, and it goes back."""

import datetime as dt
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.payment.messages import EventKind, PaymentEvent, PaymentInquiry, RefundRequest
from small_trades.policy.declaration import BILLING, ORDER_RETENTION
from small_trades.shop.kernel.later import later
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.models import ErasedPayment, Payment
from small_trades.shop.orders.states import ON_A_HOSTED_PAGE, RefundState

WAITS_FOR: Final = dt.timedelta(days=30)
"""A page closes within a day, a number for the store within days; providers tell things again for days."""
_ENDS: Final = {EventKind.REFUNDED: RefundState.DONE, EventKind.REFUND_FAILED: RefundState.FAILED}


def expect(payments: Iterable[Payment]) -> None:
    """Remember which payments a provider may still take money for, before their orders are erased."""
    ErasedPayment.objects.bulk_create(
        [
            ErasedPayment(
                id=payment.pk,
                order_code=payment.order.code,
                amount=payment.amount,
                erased_at=timezone.now(),
            )
            for payment in payments
            if payment.attempts and payment.paid_at is None and payment.method in ON_A_HOSTED_PAGE
        ],
        ignore_conflicts=True,
    )


def record(event: PaymentEvent) -> str | None:
    """Apply a verified event to a payment that was erased; None where it is none. Twice is once.

    Money that came in is refunded in the background: there is nobody left to deliver to.
    """
    try:
        payment_id = UUID(event.payment_id)
    except ValueError:
        return None
    with transaction.atomic():
        row = ErasedPayment.objects.select_for_update().filter(pk=payment_id).first()
        if row is None:
            return None
        if event.kind == EventKind.PAID:
            return _paid(event, row)
        if row.paid_at is not None and not row.is_by_hand and event.kind in _ENDS:
            return _ended(event, row)
        return "ignored"


def _paid(event: PaymentEvent, row: ErasedPayment) -> str:
    if row.paid_at is not None:
        return "repeated"
    row.subject = privacy.new_subject()
    privacy.collect(row, notice="checkout-payment", reference=event.reference)
    row.amount, row.paid_at = event.amount, timezone.now()
    row.save()
    later("orders.return_erased_payment", row.pk)
    return "paid-after-erasure"


def _ended(event: PaymentEvent, row: ErasedPayment) -> str:
    state = _ENDS[event.kind]
    # What failed does not succeed later: it is told late. A refund of another amount is none of this payment.
    if row.state in {state, RefundState.FAILED} or event.amount != row.amount:
        return "ignored"
    _end(row, state)
    return "applied"


def _end(row: ErasedPayment, state: RefundState) -> None:
    row.state, row.ended_at = state, timezone.now()
    row.save(update_fields=["state", "ended_at", "is_by_hand"])


def give_back(payment_id: UUID) -> None:
    """Ask the provider to give it back, once; where it never will, the desk has to.

    Raises:
        DoorError: the provider cannot be reached; it stays due.
    """
    row = ErasedPayment.objects.get(pk=payment_id)
    if row.state != RefundState.DUE or row.reference is None:
        return
    request = RefundRequest(
        payment_id=str(row.pk),
        refund_id=str(row.refund_id),
        order_code=row.order_code,
        amount=row.amount,
        reference=row.reference,
    )
    try:
        privacy.disclose(request, through="payment", purpose=BILLING)
    except privacy.DoorError as error:
        if not error.permanent:
            raise
        with transaction.atomic():
            held = ErasedPayment.objects.select_for_update().get(pk=payment_id)
            if held.state == RefundState.DUE:
                _end(held, RefundState.FAILED)


def reconcile(payment_id: UUID) -> None:
    """Ask the provider what has become of the money, and record it.

    Raises:
        DoorError: the provider cannot be reached; nothing was changed.
    """
    row = ErasedPayment.objects.get(pk=payment_id)
    if row.reference is None:
        return
    story: tuple[PaymentEvent, ...] = privacy.disclose(
        PaymentInquiry(payment_id=str(row.pk), order_code=row.order_code, reference=row.reference),
        through="payment",
        purpose=BILLING,
    )
    for event in story:
        record(event)


def confirm(payment_id: UUID) -> None:
    """The desk has given it back by hand, at the provider's own desk or by a transfer.

    Raises:
        WrongStateError: it is not the desk's, or was given back before; nothing was changed.
    """
    with transaction.atomic():
        row = ErasedPayment.objects.select_for_update().filter(pk=payment_id).first()
        if row is None or row.paid_at is None or row.state != RefundState.FAILED:
            raise WrongStateError(row.state if row else "", RefundState.DONE)
        row.is_by_hand = True
        _end(row, RefundState.DONE)


def unsettled() -> list[UUID]:
    """What came in and has not gone back yet."""
    due = ErasedPayment.objects.filter(paid_at__isnull=False, state=RefundState.DUE)
    return list(due.values_list("pk", flat=True))


def forget_old(now: dt.datetime) -> int:
    """Remove what no money came for within a month, and what is older than records are kept; how many."""
    gone, _by_model = ErasedPayment.objects.filter(paid_at=None, erased_at__lt=now - WAITS_FOR).delete()
    for row in ErasedPayment.objects.filter(paid_at__isnull=False):
        until = ORDER_RETENTION.kept_until(timezone.localdate(row.paid_at))
        if until is not None and until < timezone.localdate(now):
            row.delete()
            gone += 1
    return gone
