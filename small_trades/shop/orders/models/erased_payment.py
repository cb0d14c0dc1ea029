"""A payment whose order was erased, and which a provider may still take money for."""

from typing import Final

from django.db import models

from small_trades import privacy
from small_trades.policy.declaration import ORDER_RETENTION, PAYMENT
from small_trades.policy.groups import PaymentReference
from small_trades.shop.orders.states import RefundState

LONGEST_CODE: Final = 14


class ErasedPayment(models.Model):
    """That a provider's page was once opened for a payment, and the money that came in after all.

    Its id is the payment's, by which the provider knows it. While `paid_at` is None it only waits, and goes
    after a month. What comes in goes back: `refund_id` and `state` are of that refund. `reference` is sealed
    for a subject made for this row alone: nothing leads to whoever was erased.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    subject = privacy.SubjectField(null=True)  # type: ignore[misc] # its type is of columns that are never empty
    order_code = models.CharField(max_length=LONGEST_CODE)
    amount = models.PositiveIntegerField()
    erased_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    reference = privacy.SealedField(PaymentReference, category=PAYMENT, kept_for=ORDER_RETENTION, null=True)
    refund_id = models.UUIDField(default=privacy.uuid7, editable=False)
    state = models.CharField(
        max_length=8, choices=[(state.value, state.value) for state in RefundState], default=RefundState.DUE
    )
    is_by_hand = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "which payment may still come in or came in, and how it went back; not whose it was",
        "order_code",
        "amount",
        "erased_at",
        "paid_at",
        "refund_id",
        "state",
        "is_by_hand",
        "ended_at",
    )

    class Meta:
        """The newest first."""

        ordering = ["-erased_at"]
        indexes = [models.Index(fields=["paid_at"], name="orders_erased_paid")]

    def __str__(self) -> str:
        """The order's code."""
        return self.order_code
