"""What the sandbox provider knows: sessions and the events it told. No card, no person."""

import uuid

from django.db import models

from small_trades import privacy


class SessionState(models.TextChoices):
    """Where a hosted page stands."""

    OPEN = "open"
    CHALLENGE = "challenge"
    AWAITED = "awaited"
    COMPLETE = "complete"
    CLOSED = "closed"
    REFUNDED = "refunded"


class Session(models.Model):
    """One hosted page for one payment. `card` names the test card that was used last."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    payment_id = models.CharField(max_length=36, db_index=True)
    order_code = models.CharField(max_length=14)
    amount = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    success_url = models.CharField(max_length=300)
    cancel_url = models.CharField(max_length=300)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)
    pay_with = models.CharField(max_length=8, default="card")
    refunded = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.OPEN)
    card = models.CharField(max_length=12, blank=True, default="")
    three_d_secure = models.CharField(max_length=16, blank=True, default="")

    not_personal = privacy.NotPersonal(
        "amounts, states and test cards of a demonstration; who pays is not told to the sandbox",
        "payment_id",
        "order_code",
        "amount",
        "currency",
        "success_url",
        "cancel_url",
        "expires_at",
        "created_at",
        "pay_with",
        "refunded",
        "state",
        "card",
        "three_d_secure",
    )

    def __str__(self) -> str:
        """State and amount."""
        return f"{self.state} {self.amount}"


class EventKind(models.TextChoices):
    """What the provider tells the shop."""

    PAID = "payment.paid"
    FAILED = "payment.failed"
    AWAITED = "payment.awaited"
    REFUNDED = "payment.refunded"


class Event(models.Model):
    """One thing to tell the shop, told again until it answers 200."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=16, choices=EventKind.choices)
    card = models.CharField(max_length=12, blank=True, default="")
    three_d_secure = models.CharField(max_length=16, blank=True, default="")
    amount = models.PositiveIntegerField(default=0)
    refund = models.CharField(max_length=36, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    delivered = models.PositiveSmallIntegerField(default=0)

    not_personal = privacy.NotPersonal(
        "what happened to a test payment, and how often it was told",
        "kind",
        "card",
        "three_d_secure",
        "amount",
        "refund",
        "created_at",
        "delivered",
    )

    def __str__(self) -> str:
        """What happened."""
        return self.kind
