"""Where goods stand: whose they are, on which shelf, under which words."""

from django.db import models

from small_trades import privacy
from small_trades.shop.products.models.published import PUBLISHED


class Maker(models.Model):
    """A workshop whose goods the shop sells; `reading` is its Japanese name in kana."""

    slug = models.SlugField(max_length=80, unique=True)
    name_ja = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    reading = models.CharField(max_length=120, blank=True)
    place_ja = models.CharField(max_length=120, blank=True)
    place_en = models.CharField(max_length=120, blank=True)
    story_ja = models.TextField(blank=True)
    story_en = models.TextField(blank=True)
    drawing = models.CharField(max_length=200, blank=True)
    order = models.PositiveIntegerField(default=0)

    not_personal = privacy.NotPersonal(
        PUBLISHED,
        "slug",
        "name_ja",
        "name_en",
        "reading",
        "place_ja",
        "place_en",
        "story_ja",
        "story_en",
        "drawing",
        "order",
    )

    class Meta:
        """Makers stand in the order the trader gave them."""

        ordering = ["order", "id"]

    def __str__(self) -> str:
        """The maker's slug."""
        return self.slug


class Category(models.Model):
    """A shelf of the shop; a shelf with a `parent` stands below it."""

    slug = models.SlugField(max_length=80, unique=True)
    name_ja = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    drawing = models.CharField(max_length=200, blank=True)
    order = models.PositiveIntegerField(default=0)

    not_personal = privacy.NotPersonal(PUBLISHED, "slug", "name_ja", "name_en", "drawing", "order")

    class Meta:
        """Shelves stand in the order the trader gave them."""

        ordering = ["order", "id"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        """The category's slug."""
        return self.slug


class Tag(models.Model):
    """A word that gathers products across shelves."""

    slug = models.SlugField(max_length=80, unique=True)
    name_ja = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)

    not_personal = privacy.NotPersonal(PUBLISHED, "slug", "name_ja", "name_en")

    def __str__(self) -> str:
        """The tag's slug."""
        return self.slug
