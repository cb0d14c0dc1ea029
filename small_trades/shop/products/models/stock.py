"""What came and went."""

from django.db import models

from small_trades import privacy
from small_trades.shop.products.models.product import Variant


class StockReason(models.TextChoices):
    """Why stock changed. The labels are for code; screens write their own words."""

    ORDER = "order"
    GIVEN_BACK = "given-back"
    ARRIVED = "arrived"
    COUNTED = "counted"
    DAMAGED = "damaged"
    RETURNED = "returned"
    FIRST = "first"


class StockMovement(models.Model):
    """One change of a variant's stock, kept for good. `reference` is the code of an order, or empty."""

    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="movements")
    change = models.IntegerField()
    available_after = models.PositiveIntegerField()
    reason = models.CharField(max_length=20, choices=StockReason.choices)
    reference = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    not_personal = privacy.NotPersonal(
        "Counts of goods with the order's code; who ordered is known to the order alone",
        "change",
        "available_after",
        "reason",
        "reference",
        "at",
    )

    class Meta:
        """The latest first."""

        ordering = ["-id"]

    def __str__(self) -> str:
        """Which movement."""
        return f"{self.reason} {self.change:+d}"
