"""Coupons and who used them, campaigns, and the ledger of points."""

from typing import Final

from django.db import models
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_RETENTION, TRANSACTIONS
from small_trades.policy.groups import PointsReason
from small_trades.shop.kernel.money import Rounding
from small_trades.shop.products.models import Category, Product, Variant
from small_trades.shop.promotions.kinds import EntryKind

ONLY: Final = 1
_OFFERED: Final = "What the shop offers to everybody alike"


class Coupon(models.Model):
    """A code that takes `amount` yen or `percent` off the goods it is for.

    Empty `products` and `categories` mean all goods; a category means those below it too. `uses`, `discounts`
    and `turnover` (yen) add up what was ordered with it and not given up; they know no person.
    """

    code = models.CharField(max_length=40, unique=True)
    name_ja = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True, default="")
    amount = models.PositiveIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    minimum = models.PositiveIntegerField(default=0)
    products = models.ManyToManyField(Product, related_name="+", blank=True)
    categories = models.ManyToManyField(Category, related_name="+", blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    most_uses = models.PositiveIntegerField(null=True)
    most_each = models.PositiveIntegerField(null=True)
    is_for_first_order = models.BooleanField(default=False)
    is_on = models.BooleanField(default=True)
    uses = models.PositiveIntegerField(default=0)
    discounts = models.PositiveBigIntegerField(default=0)
    turnover = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)

    not_personal = privacy.NotPersonal(
        f"{_OFFERED}, and sums over all who used it",
        "code",
        "name_ja",
        "name_en",
        "amount",
        "percent",
        "minimum",
        "starts_at",
        "ends_at",
        "most_uses",
        "most_each",
        "is_for_first_order",
        "is_on",
        "uses",
        "discounts",
        "turnover",
        "made_at",
    )

    class Meta:
        """The newest first; never used more often than it may be."""

        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(most_uses=None) | models.Q(uses__lte=models.F("most_uses")),
                name="coupon_never_used_too_often",
            )
        ]

    def __str__(self) -> str:
        """The code."""
        return self.code


class CouponUse(models.Model):
    """One order that used a coupon; gone when the order is given up or nobody needs to count it any more."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    coupon = models.ForeignKey(Coupon, on_delete=models.CASCADE, related_name="used_by")
    subject = privacy.SubjectField()
    order_id = models.UUIDField(unique=True)
    discount = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    not_personal = privacy.NotPersonal(
        "an order by its random id, amounts and a time", "order_id", "discount", "total", "at"
    )

    def __str__(self) -> str:
        """The id only."""
        return f"coupon use {self.pk}"


class Campaign(models.Model):
    """What runs by itself for a time: each piece `amount` yen or `percent` cheaper, `earns` % more points."""

    name_ja = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True, default="")
    amount = models.PositiveIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    earns = models.PositiveSmallIntegerField(default=0)
    products = models.ManyToManyField(Product, related_name="+", blank=True)
    categories = models.ManyToManyField(Category, related_name="+", blank=True)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField(null=True)
    is_on = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=timezone.now)

    not_personal = privacy.NotPersonal(
        _OFFERED,
        "name_ja",
        "name_en",
        "amount",
        "percent",
        "earns",
        "starts_at",
        "ends_at",
        "is_on",
        "made_at",
    )

    class Meta:
        """The newest first."""

        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        """The Japanese name."""
        return self.name_ja


class AskedSpan(models.Model):
    """What the shop asked for a variant, campaigns included, as the hourly clock saw it begin and end.

    It is kept for good: it shows what a comparison of prices rested on. The price of now has no `until`.
    """

    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="+")
    price = models.PositiveIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(_OFFERED, "price", "since", "until")

    class Meta:
        """The oldest first; one price of now for each variant."""

        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["variant"], condition=models.Q(until=None), name="one_price_asked_now"
            )
        ]

    def __str__(self) -> str:
        """The price."""
        return f"{self.price} yen"


class PriceRules(models.Model):
    """How the shop counts: points in percent of goods, the days they are kept, how tax is rounded."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    earns = models.PositiveSmallIntegerField(default=0)
    kept_days = models.PositiveSmallIntegerField(default=365)
    rounding = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in Rounding], default=Rounding.DOWN
    )

    not_personal = privacy.NotPersonal("the shop's own rules", "earns", "kept_days", "rounding")

    class Meta:
        """One row only, whoever writes it."""

        constraints = [models.CheckConstraint(condition=models.Q(id=ONLY), name="one_row_of_price_rules")]

    def __str__(self) -> str:
        """The percentage."""
        return f"{self.earns} %"


class PointsAccount(models.Model):
    """How many points a member has: always the sum of their entries, and of what is left of them."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField(unique=True)
    balance = models.PositiveIntegerField(default=0)

    not_personal = privacy.NotPersonal("a number of points", "balance")

    class Meta:
        """Points below zero cannot be stored, on any engine."""

        constraints = [
            models.CheckConstraint(condition=models.Q(balance__gte=0), name="points_never_below_zero")
        ]

    def __str__(self) -> str:
        """The id only."""
        return f"points account {self.pk}"


class PointsEntry(models.Model):
    """One line of a member's points: so many more or fewer. What is more can be used until `expires_at`.

    `left` is what of it is still there. `order_code` and `order_id` are of the order it is about, if any.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in EntryKind])
    points = models.IntegerField()
    left = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    order_id = models.UUIDField(null=True, db_index=True)
    order_code = models.CharField(max_length=14, blank=True, default="")
    reason = privacy.SealedField(PointsReason, category=TRANSACTIONS, kept_for=ACCOUNT_RETENTION, null=True)
    staff_id = models.UUIDField(null=True)

    not_personal = privacy.NotPersonal(
        "numbers of points, times, an order by its random id and code, staff by their random id",
        "kind",
        "points",
        "left",
        "at",
        "expires_at",
        "order_id",
        "order_code",
        "staff_id",
    )

    class Meta:
        """The latest first. An order uses and earns points once; what is left is never below zero."""

        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["expires_at"], name="points_that_expire", condition=models.Q(left__gt=0))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["order_id", "kind"],
                condition=models.Q(kind__in=(EntryKind.EARNED, EntryKind.USED)),
                name="points_once_an_order",
            ),
            models.CheckConstraint(condition=models.Q(left__gte=0), name="points_left_never_below_zero"),
        ]

    def __str__(self) -> str:
        """The id only."""
        return f"points entry {self.pk}"


class PointsTaking(models.Model):
    """From which points some were taken: `points` of the entry `lot` by the entry `entry`."""

    entry = models.ForeignKey(PointsEntry, on_delete=models.CASCADE, related_name="takings")
    lot = models.ForeignKey(PointsEntry, on_delete=models.CASCADE, related_name="taken")
    points = models.PositiveIntegerField()

    not_personal = privacy.NotPersonal("a number of points", "points")

    def __str__(self) -> str:
        """The number."""
        return f"{self.points} points"
