"""What was paid, what goes back, and the documents about it."""

from django.db import models

from small_trades import privacy
from small_trades.policy.declaration import ORDER_RETENTION, PAYMENT
from small_trades.policy.groups import (
    PaymentReference,
)
from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.orders.models.choices import choices
from small_trades.shop.orders.models.order import Order
from small_trades.shop.orders.papers import DocumentKind, Proviso
from small_trades.shop.orders.states import (
    PaymentMethod,
    PaymentState,
    RefundReason,
    RefundState,
)


class Payment(models.Model):
    """The one payment of an order, however many attempts it takes.

    `reference` is kept from the moment a provider's page is opened; `is_described`: it names the card.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="payment")
    subject = privacy.SubjectField()
    method = models.CharField(max_length=16, choices=choices(PaymentMethod))
    state = models.CharField(max_length=16, choices=choices(PaymentState), default=PaymentState.WAITING)
    amount = models.PositiveIntegerField()
    attempts = models.PositiveSmallIntegerField(default=0)
    paid_at = models.DateTimeField(null=True)
    reference = privacy.SealedField(PaymentReference, category=PAYMENT, kept_for=ORDER_RETENTION, null=True)
    is_described = models.BooleanField(default=False)

    not_personal = privacy.NotPersonal(
        "how and when something was paid, not by whom",
        "method",
        "state",
        "amount",
        "attempts",
        "paid_at",
        "is_described",
    )

    def __str__(self) -> str:
        """Method and state."""
        return f"{self.method} {self.state}"


class Refund(models.Model):
    """Money of a payment that goes back, in whole yen. Its id is what the provider knows it by.

    `standard` and `reduced` are what was paid in each rate for the goods that came back; None where none did.
    `is_by_hand`: the desk has given it back, past the provider.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="refunds")
    amount = models.PositiveIntegerField()
    standard = models.PositiveIntegerField(null=True)
    reduced = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=12, choices=choices(RefundReason))
    state = models.CharField(max_length=8, choices=choices(RefundState), default=RefundState.DUE)
    is_by_hand = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "how much goes back, why and when, not to whom",
        "amount",
        "standard",
        "reduced",
        "reason",
        "state",
        "is_by_hand",
        "begun_at",
        "ended_at",
    )

    class Meta:
        """In the order they were begun; nothing is never given back."""

        ordering = ["begun_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="orders_refund_of_something")
        ]

    def __str__(self) -> str:
        """State and amount."""
        return f"{self.state} {self.amount}"

    @property
    def goods(self) -> dict[TaxRate, int] | None:
        """What was paid for the goods that came back, by rate; None where money went back for no goods."""
        if self.standard is None or self.reduced is None:
            return None
        return {TaxRate.STANDARD: self.standard, TaxRate.REDUCED: self.reduced}


class IssuedDocument(models.Model):
    """That a document was issued, when first and how often. It is made anew from the order each time.

    `refund` is what a return invoice is about; `proviso` is what a receipt says the money was for.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="documents")
    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="documents", null=True)
    kind = models.CharField(max_length=8, choices=choices(DocumentKind))
    proviso = models.CharField(max_length=8, choices=choices(Proviso), blank=True, default="")
    first_at = models.DateTimeField()
    copies = models.PositiveIntegerField(default=0)

    not_personal = privacy.NotPersonal(
        "which document, when and how often", "kind", "proviso", "first_at", "copies"
    )

    class Meta:
        """One of a kind for an order, and for a refund."""

        ordering = ["first_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "kind"], condition=models.Q(refund=None), name="one_document_a_kind"
            ),
            models.UniqueConstraint(fields=["refund", "kind"], name="one_document_a_refund"),
        ]

    def __str__(self) -> str:
        """The kind."""
        return self.kind


class PaymentEvent(models.Model):
    """One event as the provider told it, so that telling it twice changes nothing."""

    provider = models.CharField(max_length=16)
    event_id = models.CharField(max_length=100)
    kind = models.CharField(max_length=16)
    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="events")
    received_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=24)

    not_personal = privacy.NotPersonal(
        "the provider's event ids", "provider", "event_id", "kind", "received_at", "outcome"
    )

    class Meta:
        """An event is one event, however often it arrives."""

        constraints = [models.UniqueConstraint(fields=["provider", "event_id"], name="one_payment_event")]

    def __str__(self) -> str:
        """The provider's id of the event."""
        return self.event_id
