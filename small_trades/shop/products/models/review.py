"""What buyers said, as visitors read it."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.products.models.product import Product


class PublishedReview(models.Model):
    """What a buyer said, as visitors read it. It names no person, and no row here leads to one.

    It is deleted with the review it was copied from: when its author rewrites it, withdraws it or leaves.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="published_reviews")
    stars = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    text = models.TextField()
    pen_name = models.CharField(max_length=40)
    answer = models.TextField(blank=True, default="")
    shown_at = models.DateTimeField(default=timezone.now)

    not_personal = privacy.NotPersonal(
        "published by its author's wish under a name they chose, and deleted when they wish",
        "stars",
        "title",
        "text",
        "pen_name",
        "answer",
        "shown_at",
    )

    class Meta:
        """The newest first."""

        ordering = ["-shown_at", "-id"]
        indexes = [models.Index(fields=["product", "-shown_at"], name="products_reviews")]
        constraints = [
            models.CheckConstraint(condition=models.Q(stars__range=(1, 5)), name="products_one_to_five_stars")
        ]

    def __str__(self) -> str:
        """The stars."""
        return f"{self.stars} stars"
