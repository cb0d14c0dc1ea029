"""Which products a member marked, and who waits for one to be back."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import RESTOCK_RETENTION, RESTOCK_WISHES
from small_trades.policy.groups import EmailAddress
from small_trades.shop.products.models import Product, Variant

KEPT: Final = timedelta(days=RESTOCK_RETENTION.days or 0)
"""How long somebody waits for something to be back; then nobody is told any more."""


class Favourite(models.Model):
    """A product that a member marked with the heart. Goes with the product, and with the member."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    not_personal = privacy.NotPersonal("a time; whose it is stands under a random id alone", "at")

    class Meta:
        """The latest first; a product is marked once."""

        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["subject", "product"], name="marked_once")]

    def __str__(self) -> str:
        """The id only."""
        return f"favourite {self.pk}"


class RestockWait(models.Model):
    """Somebody who asked to be told once when a variant is back. Gone with the mail, or after ninety days.

    A member's is under the member's own subject, anybody else's under a new one. `taken_at`: since when its
    mail is on its way.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="+")
    email = privacy.SealedField(EmailAddress, category=RESTOCK_WISHES, kept_for=RESTOCK_RETENTION)
    customer_id = models.UUIDField(null=True)
    language = models.CharField(max_length=2, default="ja")
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)
    taken_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "a random id, a language, times; whose it is stands under a random id alone",
        "customer_id",
        "language",
        "asked_at",
        "taken_at",
    )

    class Meta:
        """A member waits once for the same thing."""

        constraints = [
            models.UniqueConstraint(fields=["subject", "variant"], name="one_wait_for_the_same_thing")
        ]

    def __str__(self) -> str:
        """The id only."""
        return f"wait {self.pk}"
