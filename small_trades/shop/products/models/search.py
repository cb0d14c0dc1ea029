"""What search knows of the goods."""

from django.db import models

from small_trades import privacy
from small_trades.shop.products.models.product import Product


class SearchEntry(models.Model):
    """What search knows of a product: folded text, and the grams that the engines' indexes are made of.

    `names` is folded names, reading and codes; `text` all searched text, folded; `grams` the encoded
    characters and pairs of characters in `text`, separated by spaces; `order_ja` and `order_en` sort lists by
    name. The indexes follow this table by themselves: see `migrations/0002_search_indexes.py`.
    """

    product = models.OneToOneField(
        Product, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    # The largest column stands last: SQLite reads a row only as far as it must.
    order_ja = models.CharField(max_length=200, blank=True)
    order_en = models.CharField(max_length=200, blank=True)
    names = models.TextField()
    text = models.TextField()
    grams = models.TextField()

    not_personal = privacy.NotPersonal(
        "Published texts of products, folded for search", "names", "text", "grams", "order_ja", "order_en"
    )

    def __str__(self) -> str:
        """Which entry."""
        return f"search entry {self.pk}"
