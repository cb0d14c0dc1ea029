"""The addresses of an order besides its first, and what goes to each."""

from django.db import models

from small_trades import privacy
from small_trades.policy.declaration import ORDER_RETENTION, ORDER_WORDS, SHIPPING
from small_trades.policy.groups import DeliveryAddress, GiftWords
from small_trades.shop.orders.models.order import Order, OrderLine


class Destination(models.Model):
    """One more address of an order. The first is the order itself: its address, its day, its present.

    `position` counts from one. `shipping` is its share of the order's fee for delivery, in yen with tax.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="destinations")
    subject = privacy.SubjectField()
    position = models.PositiveSmallIntegerField()
    ship_to = privacy.SealedField(DeliveryAddress, category=SHIPPING, kept_for=ORDER_RETENTION)
    gift = privacy.SealedField(GiftWords, category=ORDER_WORDS, kept_for=ORDER_RETENTION, null=True)
    delivery_date = models.DateField(null=True)
    delivery_slot = models.CharField(max_length=8, blank=True, default="")
    carrier = models.CharField(max_length=16)
    shipping = models.PositiveIntegerField()
    corrected_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "who carries a parcel, when it is wished for and what that costs",
        "position",
        "delivery_date",
        "delivery_slot",
        "carrier",
        "shipping",
        "corrected_at",
    )

    class Meta:
        """As they were given; the first is not among them."""

        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="orders_one_destination_a_position"),
            models.CheckConstraint(condition=models.Q(position__gt=0), name="orders_first_is_the_order"),
        ]

    def __str__(self) -> str:
        """Which one, as it is counted on pages."""
        return f"address {self.position + 1}"


class DestinedPieces(models.Model):
    """Pieces of a line that go to one more address; what is in none of these goes to the first."""

    destination = models.ForeignKey(Destination, on_delete=models.CASCADE, related_name="pieces")
    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="destined")
    quantity = models.PositiveIntegerField()

    not_personal = privacy.NotPersonal("how many pieces go to an address", "quantity")

    class Meta:
        """An address gets each line once."""

        ordering = ["line__position"]
        constraints = [
            models.UniqueConstraint(fields=["destination", "line"], name="orders_line_once_a_destination"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="orders_destined_something"),
        ]

    def __str__(self) -> str:
        """How many."""
        return f"{self.quantity} there"
