"""A cart and its lines. A cart belongs to whoever holds its random id; it does not know who that is."""

import uuid

from django.db import models

from small_trades import privacy
from small_trades.shop.products.models import Variant


class Cart(models.Model):
    """What one visitor means to buy. The session holds the id, nothing else does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    not_personal = privacy.NotPersonal("When a cart of nobody known was last changed", "changed_at")

    def __str__(self) -> str:
        """Nothing of the id: it is what makes a cart one's own."""
        return "cart"


class CartLine(models.Model):
    """One variant in a cart; `seen_price` is the price in yen that was shown when the line last changed."""

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    seen_price = models.PositiveIntegerField()

    not_personal = privacy.NotPersonal("How many of a product, at which price", "quantity", "seen_price")

    class Meta:
        """In the order in which they were put in; a variant stands in one line."""

        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["cart", "variant"], name="cart_one_line_a_variant"),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="cart_line_not_empty"),
        ]

    def __str__(self) -> str:
        """How many of what."""
        return f"{self.quantity} × {self.variant_id}"
