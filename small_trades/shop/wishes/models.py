"""Which products a member marked."""

from django.db import models
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.products.models import Product


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
