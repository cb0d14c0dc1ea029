"""What a customer asks to send back."""

from django.db import models
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.orders.models import Order, OrderLine
from small_trades.shop.returns.states import ReturnReason, ReturnState


class ReturnRequest(models.Model):
    """Some pieces of an order that its customer asks to send back. It goes when the order does.

    What they wrote, and what the shop answered, stands in the inquiry of this id, while that is kept.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="return_requests")
    reason = models.CharField(max_length=16, choices=[(one.value, one.value) for one in ReturnReason])
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in ReturnState], default=ReturnState.WAITING
    )
    inquiry_id = models.UUIDField()
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    not_personal = privacy.NotPersonal(
        "chosen from a list, times, an inquiry and staff by their random ids; the words are in the inquiry",
        "reason",
        "state",
        "inquiry_id",
        "asked_at",
        "decided_at",
        "decided_by",
    )

    class Meta:
        """As they were asked for; the desk looks for what is open."""

        ordering = ["asked_at", "id"]
        indexes = [models.Index(fields=["state", "asked_at"], name="returns_by_state")]

    def __str__(self) -> str:
        """The state."""
        return self.state


class RequestedPieces(models.Model):
    """How many pieces of a line are to go back."""

    request = models.ForeignKey(ReturnRequest, on_delete=models.CASCADE, related_name="pieces")
    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()

    not_personal = privacy.NotPersonal("a number of pieces", "quantity")

    class Meta:
        """In the order of the lines; each once."""

        ordering = ["line__position"]
        constraints = [
            models.UniqueConstraint(fields=["request", "line"], name="returns_line_once_a_request"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="returns_of_something"),
        ]

    def __str__(self) -> str:
        """The number."""
        return f"{self.quantity} pieces"
