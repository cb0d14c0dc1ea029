"""Ask the provider what has become of a payment, and make the shop's books say the same."""

import datetime as dt
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.doors.payment.messages import EventKind, PaymentEvent, PaymentInquiry
from small_trades.policy.declaration import BILLING
from small_trades.shop.orders.actions.changing import held
from small_trades.shop.orders.actions.record_payment import record_payment
from small_trades.shop.orders.models import Payment
from small_trades.shop.orders.states import ON_A_HOSTED_PAGE, PaymentState, RefundState

RECEIVED: Final = frozenset(
    {PaymentState.PAID, PaymentState.REFUND_DUE, PaymentState.PARTLY_REFUNDED, PaymentState.REFUNDED}
)


@dataclass(frozen=True, slots=True)
class Balance:
    """What was paid and what went back of one payment by way of the provider, in yen."""

    paid: int
    refunded: int


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One payment: how the shop's books stood, how they stand now, and what the provider says."""

    order_code: str
    before: Balance
    now: Balance
    theirs: Balance

    @property
    def agrees(self) -> bool:
        """Whether both say the same now."""
        return self.now == self.theirs

    @property
    def has_changed(self) -> bool:
        """Whether something had not been told, and was made good."""
        return self.before != self.now


def reconcile(order_id: UUID, *, dry_run: bool = False) -> Reconciled | None:
    """Ask about the payment of one order and record what was missed; None where no provider knows of it.

    With `dry_run` nothing is recorded. What was recorded before changes nothing, so it may be asked at will.

    Raises:
        DoorError: the provider cannot be reached; nothing was changed.
    """
    payment = Payment.objects.select_related("order").get(order_id=order_id)
    if payment.method not in ON_A_HOSTED_PAGE or payment.reference is None:
        return None
    before = _ours(payment)
    story: tuple[PaymentEvent, ...] = privacy.disclose(
        PaymentInquiry(
            payment_id=str(payment.pk), order_code=payment.order.code, reference=payment.reference
        ),
        through="payment",
        purpose=BILLING,
    )
    if not dry_run:
        for event in story:
            record_payment(event)
            if event.kind == EventKind.PAID:
                _describe(order_id, event)
    now = _ours(Payment.objects.get(pk=payment.pk))
    return Reconciled(payment.order.code, before, now, _theirs(story))


def on_a_provider(since: dt.datetime) -> list[UUID]:
    """The orders placed since a moment whose payment a provider may know of, oldest first."""
    payments = Payment.objects.filter(
        method__in=ON_A_HOSTED_PAGE, reference__isnull=False, order__placed_at__gte=since
    )
    return list(payments.order_by("order__placed_at").values_list("order_id", flat=True))


def unsettled() -> list[UUID]:
    """The orders whose payment or refund a provider has still to tell about."""
    open_states = [PaymentState.AWAITED, PaymentState.REFUND_DUE]
    payments = Payment.objects.filter(
        method__in=ON_A_HOSTED_PAGE, reference__isnull=False, state__in=open_states
    )
    return list(payments.values_list("order_id", flat=True))


def _describe(order_id: UUID, event: PaymentEvent) -> None:
    """Keep which card it was and what 3-D Secure said, where the event that came first did not say."""
    with transaction.atomic():
        payment = Payment.objects.get(order=held(order_id))
        if payment.is_described or not event.reference.brand or payment.paid_at is None:
            return
        privacy.collect(payment, notice="checkout-payment", reference=event.reference)
        payment.is_described = True
        payment.save(update_fields=["reference", "is_described"])


def _ours(payment: Payment) -> Balance:
    paid = payment.amount if payment.state in RECEIVED else 0
    done = payment.refunds.filter(state=RefundState.DONE, is_by_hand=False)
    return Balance(paid, sum(refund.amount for refund in done))


def _theirs(story: tuple[PaymentEvent, ...]) -> Balance:
    def total(kind: EventKind) -> int:
        return sum(event.amount for event in story if event.kind == kind)

    return Balance(total(EventKind.PAID), total(EventKind.REFUNDED))
