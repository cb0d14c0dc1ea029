"""What was sent, and what came back."""

from django.db import models

from small_trades import privacy
from small_trades.policy.declaration import ORDER_RETENTION, SHIPPING
from small_trades.policy.groups import (
    TrackingNumber,
)
from small_trades.shop.orders.models.order import Order, OrderLine


class Shipment(models.Model):
    """A parcel on its way."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="shipments")
    subject = privacy.SubjectField()
    carrier = models.CharField(max_length=16)
    tracking = privacy.SealedField(TrackingNumber, category=SHIPPING, kept_for=ORDER_RETENTION)
    shipped_at = models.DateTimeField()

    not_personal = privacy.NotPersonal("who carries a parcel, and since when", "carrier", "shipped_at")

    class Meta:
        """In the order they left."""

        ordering = ["shipped_at"]

    def __str__(self) -> str:
        """The carrier."""
        return self.carrier


class ShippedPieces(models.Model):
    """Pieces of a line that left in a parcel."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="pieces")
    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="parts_sent")
    quantity = models.PositiveIntegerField()

    not_personal = privacy.NotPersonal("how many pieces are in a parcel", "quantity")

    class Meta:
        """A parcel holds each line once."""

        ordering = ["line__position"]
        constraints = [
            models.UniqueConstraint(fields=["shipment", "line"], name="orders_line_once_a_parcel"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="orders_parcel_of_something"),
        ]

    def __str__(self) -> str:
        """How many."""
        return f"{self.quantity} sent"


class Label(models.Model):
    """A carrier's label that was printed for an order which has not left. It goes when the parcel does.

    `outdated_at`: since when it says something that was corrected; it is printed anew before the order ships.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="label")
    subject = privacy.SubjectField()
    carrier = models.CharField(max_length=16)
    tracking = privacy.SealedField(TrackingNumber, category=SHIPPING, kept_for=ORDER_RETENTION)
    printed_at = models.DateTimeField()
    outdated_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "who is to carry a parcel, and when its label was printed", "carrier", "printed_at", "outdated_at"
    )

    def __str__(self) -> str:
        """The carrier."""
        return self.carrier


class ReturnedPieces(models.Model):
    """Pieces of a line that came back. `to_stock`: they can be sold again.

    Where not `was_sent` they never left: the shop left them out of the order. `with_money`: what was paid for
    them goes back, with `refund` where that is anything.
    """

    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="returns")
    quantity = models.PositiveIntegerField()
    to_stock = models.BooleanField()
    was_sent = models.BooleanField(default=True, db_default=True)
    with_money = models.BooleanField(default=True, db_default=True)
    refund = models.ForeignKey("Refund", on_delete=models.SET_NULL, related_name="pieces", null=True)
    at = models.DateTimeField()

    not_personal = privacy.NotPersonal(
        "how many pieces came back, and when", "quantity", "to_stock", "was_sent", "with_money", "at"
    )

    class Meta:
        """As they came."""

        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="orders_return_of_something")
        ]

    def __str__(self) -> str:
        """How many."""
        return f"{self.quantity} back"
