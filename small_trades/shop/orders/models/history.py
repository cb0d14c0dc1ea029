"""What happened to an order, and why somebody looks at one."""

from django.db import models

from small_trades import privacy
from small_trades.shop.orders.holds import HoldEnd
from small_trades.shop.orders.models.order import Order


class OrderHold(models.Model):
    """One time that an order waited for somebody to look at it. While `ended_at` is None it waits.

    `because` is a list of `{"reason": code, "count": number}`: what was counted, and no value of anybody.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="holds")
    because = models.JSONField()
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(
        max_length=10, choices=[(end.value, end.value) for end in HoldEnd], blank=True, default=""
    )
    ended_by = models.UUIDField(null=True)

    not_personal = privacy.NotPersonal(
        "reasons by code with counts, and times; staff by their random id",
        "because",
        "since",
        "ended_at",
        "end",
        "ended_by",
    )

    class Meta:
        """An order waits once at a time."""

        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=models.Q(ended_at__isnull=True), name="one_open_hold"
            ),
        ]

    def __str__(self) -> str:
        """The order's code."""
        return f"hold of {self.order_id}"


class OrderEvent(models.Model):
    """One line of an order's timeline: what happened, when, and in which part the actor acted."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=24)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=8)
    role = models.CharField(max_length=64, blank=True, default="")
    staff_id = models.UUIDField(null=True)

    not_personal = privacy.NotPersonal(
        "what happened to an order; staff by their random id", "kind", "at", "actor_kind", "role", "staff_id"
    )

    class Meta:
        """As it happened."""

        ordering = ["at", "id"]

    def __str__(self) -> str:
        """What happened."""
        return self.kind
