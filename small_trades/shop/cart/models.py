"""A cart and its lines. A cart belongs to whoever holds its random id; it does not know who that is."""

import uuid

from django.db import models

from small_trades import privacy
from small_trades.shop.options.picking import LONGEST
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
    """One variant in a cart; `seen_price` is what a piece cost when the line last changed, options included.

    `options` are ids, as `options.picking.write` puts them: what a customer types is never kept here. A line
    that `takes_words` stands for itself, because others like it may get other words.
    """

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    seen_price = models.PositiveIntegerField()
    options = models.CharField(max_length=LONGEST, blank=True, default="")
    takes_words = models.BooleanField(default=False)

    not_personal = privacy.NotPersonal(
        "How many of a product with which options, by their ids, at which price",
        "quantity",
        "seen_price",
        "options",
        "takes_words",
    )

    class Meta:
        """In the order in which they were put in; a variant with the same options stands in one line."""

        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cart", "variant", "options"],
                condition=models.Q(takes_words=False),
                name="cart_one_line_alike",
            ),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="cart_line_not_empty"),
        ]

    def __str__(self) -> str:
        """How many of what."""
        return f"{self.quantity} × {self.variant_id}"
