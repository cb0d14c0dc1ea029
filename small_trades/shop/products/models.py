"""The tables of the catalogue, its texts in Japanese and English. Nothing here belongs to a person."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.products.banner_model import Banner as Banner  # noqa: PLC0414 - a table, for Django and others

_PUBLISHED = "What the shop publishes about its goods"


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
        _PUBLISHED,
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

    not_personal = privacy.NotPersonal(_PUBLISHED, "slug", "name_ja", "name_en", "drawing", "order")

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

    not_personal = privacy.NotPersonal(_PUBLISHED, "slug", "name_ja", "name_en")

    def __str__(self) -> str:
        """The tag's slug."""
        return self.slug


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
        _PUBLISHED,
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
        _PUBLISHED,
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
        _PUBLISHED, "drawing", "digest", "width", "height", "alt_ja", "alt_en", "order"
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


class ProductImport(models.Model):
    """One file of products on its way into the catalogue; so far it came, so far it goes on after a crash.

    `digest` is the SHA-256 of the file with its pictures and format. `done` counts products that are stored,
    refused or left alone, `pictured` those whose pictures are in too; `total` is known once it is checked.
    """

    class State(models.TextChoices):
        """What happens with it. The labels are for code; screens write their own words."""

        CHECKING = "checking"
        CHECKED = "checked"
        RUNNING = "running"
        DONE = "done"
        FLAWED = "flawed"

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    digest = models.CharField(max_length=64, db_index=True)
    wanted = models.CharField(max_length=10)
    format = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    flaw = models.CharField(max_length=20, blank=True)
    flaw_value = models.CharField(max_length=80, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    pictured = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    pictures = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    not_personal = privacy.NotPersonal(
        "Counts of goods in a file that the shop publishes",
        "digest",
        "wanted",
        "format",
        "state",
        "flaw",
        "flaw_value",
        "total",
        "done",
        "pictured",
        "created",
        "updated",
        "unchanged",
        "refused",
        "pictures",
        "begun_at",
        "changed_at",
    )

    class Meta:
        """The latest first."""

        ordering = ["-id"]

    def __str__(self) -> str:
        """Which import."""
        return f"{self.format or self.wanted} {self.digest[:8]}"


class ImportProblem(models.Model):
    """A line of an import that was not stored, or a note about one that was: `reason` is a `Reason`."""

    of = models.ForeignKey(ProductImport, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=20)
    value = models.CharField(max_length=80, blank=True)

    not_personal = privacy.NotPersonal(
        "A cell about goods in a file that the shop publishes", "line", "column", "reason", "value"
    )

    class Meta:
        """As they stand in the file."""

        ordering = ["line", "id"]

    def __str__(self) -> str:
        """Where and why."""
        return f"{self.line} {self.column}: {self.reason}"


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
