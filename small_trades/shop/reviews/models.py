"""A review as its author wrote it. What visitors read is a copy without its author: PublishedReview."""

from django.db import models
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import REVIEW_RETENTION, REVIEWS
from small_trades.policy.groups import ReviewWords
from small_trades.shop.products.models import Product
from small_trades.shop.reviews.states import LeftOut, ReviewState


class Review(models.Model):
    """One for each product of an order. `version` grows each time its author writes.

    `published_id` is the copy on the product page, whose id is drawn anew for each and kept nowhere else.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    order_id = models.UUIDField()
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    words = privacy.SealedField(ReviewWords, category=REVIEWS, kept_for=REVIEW_RETENTION)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in ReviewState],
        default=ReviewState.WAITING,
        db_index=True,
    )
    reason = models.CharField(
        max_length=12, choices=[(reason.value, reason.value) for reason in LeftOut], blank=True, default=""
    )
    published_id = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField(default=timezone.now, db_index=True)

    not_personal = privacy.NotPersonal(
        "random ids, a count, a time, and what was chosen from a list",
        "order_id",
        "state",
        "reason",
        "published_id",
        "version",
        "written_at",
    )

    class Meta:
        """A product of an order is reviewed once."""

        ordering = ["-written_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["order_id", "product"], name="reviewed_once")]

    def __str__(self) -> str:
        """The id only."""
        return f"review {self.pk}"
