"""What is sold: products, their variants, their pictures."""

from django.db import models

from small_trades import privacy
from small_trades.shop.products.models.published import PUBLISHED
from small_trades.shop.products.models.shelves import Category, Maker, Tag


class Product(models.Model):
    """Something the shop sells, in one or more variants.

    `axes` is a list of `{"slug", "name_ja", "name_en", "values": [{"slug", "name_ja", "name_en"}]}`: what the
    variants differ in. `price_from` is the lowest price of the variants in yen, kept by the actions.
    A product is on sale from `published_at` until `published_until`; without the first it is a draft, without
    the second it stays. `most_per_order` bounds all its variants together. It is a pre-order until the day
    `ships_on`, on which it is sent.
    """

    slug = models.SlugField(max_length=80, unique=True)
    code = models.CharField(max_length=40, unique=True)
    maker = models.ForeignKey(Maker, on_delete=models.PROTECT, related_name="products")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="products")
    tags = models.ManyToManyField(Tag, related_name="products", blank=True)
    name_ja = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    reading = models.CharField(max_length=200, blank=True)
    summary_ja = models.CharField(max_length=400, blank=True)
    summary_en = models.CharField(max_length=400, blank=True)
    description_ja = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    axes = models.JSONField(default=list, blank=True)
    price_from = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)
    published_until = models.DateTimeField(null=True, blank=True)
    most_per_order = models.PositiveIntegerField(null=True, blank=True)
    ships_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    not_personal = privacy.NotPersonal(
        PUBLISHED,
        "slug",
        "code",
        "name_ja",
        "name_en",
        "reading",
        "summary_ja",
        "summary_en",
        "description_ja",
        "description_en",
        "axes",
        "price_from",
        "published_at",
        "published_until",
        "most_per_order",
        "ships_on",
        "created_at",
        "changed_at",
    )

    class Meta:
        """The newest first."""

        ordering = ["-published_at", "-id"]
        indexes = [models.Index(fields=["-published_at", "-id"], name="products_newest")]

    def __str__(self) -> str:
        """The product's slug."""
        return self.slug


class Variant(models.Model):
    """One thing that can be put in the cart.

    Prices are yen with tax. `reference_price` is what the shop asked until lately, or where it
    `is_suggested` the maker's suggested retail price; whether it may be shown, promotions say. `gtin` is the
    number below the barcode (JAN), checked, or empty. `picture` is the one that shows this variant; without,
    the product's first. `tax_rate` is 8 or 10 percent. `available` is what can still be sold: only
    `actions/stock.py` changes it. `axis` maps the product's axis slugs to value slugs. A variant that is no
    longer sold stays, for the orders that name it.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variants")
    sku = models.CharField(max_length=60, unique=True)
    name_ja = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    axis = models.JSONField(default=dict, blank=True)
    price = models.PositiveIntegerField()
    reference_price = models.PositiveIntegerField(null=True, blank=True)
    is_suggested = models.BooleanField(default=False, db_default=False)
    gtin = models.CharField(max_length=14, blank=True, default="", db_default="", db_index=True)
    picture = models.ForeignKey(
        "ProductImage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    tax_rate = models.PositiveSmallIntegerField(default=10)
    available = models.PositiveIntegerField(default=0)
    weight_g = models.PositiveIntegerField(default=0)
    order = models.PositiveIntegerField(default=0)
    is_sold = models.BooleanField(default=True)

    not_personal = privacy.NotPersonal(
        PUBLISHED,
        "sku",
        "name_ja",
        "name_en",
        "axis",
        "price",
        "reference_price",
        "is_suggested",
        "gtin",
        "tax_rate",
        "available",
        "weight_g",
        "order",
        "is_sold",
    )

    class Meta:
        """Variants stand in the order the trader gave them; stock below zero cannot be stored."""

        ordering = ["order", "id"]
        indexes = [models.Index(fields=["product", "available"], name="products_in_stock")]
        constraints = [
            models.CheckConstraint(condition=models.Q(tax_rate__in=(8, 10)), name="products_known_tax_rate"),
            models.CheckConstraint(condition=models.Q(available__gte=0), name="products_never_oversold"),
        ]

    def __str__(self) -> str:
        """The stock keeping unit."""
        return self.sku


class ProductImage(models.Model):
    """A picture of a product: a `drawing` of the sample shop, or files that the trader sent.

    `drawing` is a path below the static files. `digest` names the files: see `picture_files`; `width` and
    `height` are pixels of the largest. One of `drawing` and `digest` is empty.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="images")
    drawing = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=40, blank=True, db_index=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    alt_ja = models.CharField(max_length=300)
    alt_en = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    not_personal = privacy.NotPersonal(
        PUBLISHED, "drawing", "digest", "width", "height", "alt_ja", "alt_en", "order"
    )

    class Meta:
        """The first picture is the one in lists. No product shows the same file twice."""

        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "digest"],
                condition=~models.Q(digest=""),
                name="products_picture_once",
            ),
        ]

    def __str__(self) -> str:
        """The path of the drawing, or what the files are named by."""
        return self.drawing or self.digest
