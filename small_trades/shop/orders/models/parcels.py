"""What was sent, and what came back."""

from django.db import models

from small_trades import privacy
from small_trades.policy.declaration import ORDER_RETENTION, SHIPPING
from small_trades.policy.groups import (
    TrackingNumber,
)
from small_trades.shop.orders.models.destinations import Destination
from small_trades.shop.orders.models.order import Order, OrderLine


class Shipment(models.Model):
    """A parcel on its way: to `destination`, or to the order's own address where that is None."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="shipments")
    destination = models.ForeignKey(
        Destination, on_delete=models.CASCADE, related_name="shipments", null=True
    )
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
    """A carrier's label that was printed for a parcel which has not left. It goes when the parcel does.

    There is one at a time for each address; `destination` is None for the order's own. `outdated_at`: since
    when it says something that was corrected; it is printed anew before the parcel leaves.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="labels")
    destination = models.OneToOneField(Destination, on_delete=models.CASCADE, related_name="label", null=True)
    subject = privacy.SubjectField()
    carrier = models.CharField(max_length=16)
    tracking = privacy.SealedField(TrackingNumber, category=SHIPPING, kept_for=ORDER_RETENTION)
    printed_at = models.DateTimeField()
    outdated_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "who is to carry a parcel, and when its label was printed", "carrier", "printed_at", "outdated_at"
    )

    class Meta:
        """An address has one."""

        constraints = [
            models.UniqueConstraint(
                fields=["order"],
                condition=models.Q(destination__isnull=True),
                name="orders_one_label_of_the_first",
            )
        ]

    def __str__(self) -> str:
        """The carrier."""
        return self.carrier


class ReturnedPieces(models.Model):
    """Pieces of a line that came back. `to_stock`: they can be sold again.

    Where not `was_sent` they never left: the shop left them out of what went to `destination`, or to the
    order's own address where that is None. `with_money`: what was paid for
    them goes back, with `refund` where that is anything.
    """

    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="returns")
    destination = models.ForeignKey(Destination, on_delete=models.CASCADE, related_name="+", null=True)
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
