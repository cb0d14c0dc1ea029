"""Options, their choices, and whether words may go with an order. Nothing here belongs to a person."""

from django.db import models

from small_trades import privacy
from small_trades.shop.options.kinds import KIND_NAMES, Kind

_PUBLISHED = "What the shop offers with its goods"


class Option(models.Model):
    """Something that can be had with each piece of a product, for `surcharge` yen with tax.

    A choice has its surcharges at its choices. `is_for_all`: with every product, else with `products`.
    `longest` is how many characters of words may be typed. One that is not `is_offered` stays for later.
    """

    name_ja = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=8, choices=[(kind.value, name) for kind, name in KIND_NAMES.items()])
    surcharge = models.PositiveIntegerField(default=0)
    is_required = models.BooleanField(default=False)
    longest = models.PositiveSmallIntegerField(default=20)
    is_for_all = models.BooleanField(default=False)
    is_offered = models.BooleanField(default=True)
    order = models.PositiveIntegerField(default=0)
    products = models.ManyToManyField("products.Product", related_name="options", blank=True)

    not_personal = privacy.NotPersonal(
        _PUBLISHED,
        "name_ja",
        "name_en",
        "kind",
        "surcharge",
        "is_required",
        "longest",
        "is_for_all",
        "is_offered",
        "order",
    )

    class Meta:
        """In the order the trader gave them."""

        ordering = ["order", "id"]

    def __str__(self) -> str:
        """The Japanese name."""
        return self.name_ja

    @property
    def has_choices(self) -> bool:
        """Whether it is chosen from several."""
        return self.kind == Kind.CHOICE


class OptionChoice(models.Model):
    """One of the choices of an option, for `surcharge` yen with tax for each piece."""

    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="choices")
    name_ja = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    surcharge = models.PositiveIntegerField(default=0)
    order = models.PositiveIntegerField(default=0)

    not_personal = privacy.NotPersonal(_PUBLISHED, "name_ja", "name_en", "surcharge", "order")

    class Meta:
        """In the order the trader gave them."""

        ordering = ["order", "id"]

    def __str__(self) -> str:
        """The Japanese name."""
        return self.name_ja


class GiftRules(models.Model):
    """The one row that says what may go with a parcel: a message, a noshi (熨斗). Without it, neither."""

    has_message = models.BooleanField(default=False)
    has_noshi = models.BooleanField(default=False)

    not_personal = privacy.NotPersonal(_PUBLISHED, "has_message", "has_noshi")

    def __str__(self) -> str:
        """What the row is."""
        return "gift rules"
