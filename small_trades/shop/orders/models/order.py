"""One purchase, its lines and what was asked for with them. Names and prices are frozen at the order."""

from django.db import models

from small_trades import privacy
from small_trades.policy.declaration import EMAIL, NAME, ORDER_RETENTION, ORDER_WORDS, SHIPPING
from small_trades.policy.groups import (
    DeliveryAddress,
    EmailAddress,
    GiftWords,
    OrderNote,
    OrderWords,
    PersonName,
)
from small_trades.shop.kernel.money import RateTotal, Rounding, TaxRate
from small_trades.shop.orders.models.choices import choices
from small_trades.shop.orders.states import (
    CancelReason,
    OrderState,
    PaymentMethod,
)
from small_trades.shop.pricing.shapes import Quote


class Order(models.Model):
    """One purchase. Its id is reserved by the checkout draft, so that a draft becomes one order at most.

    `rounding` is how its tax was rounded; `replaces` is the order whose goods it was sent in exchange for.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    code = models.CharField(max_length=14, unique=True)
    subject = privacy.SubjectField()
    customer_id = models.UUIDField(null=True, db_index=True)
    state = models.CharField(max_length=12, choices=choices(OrderState), default=OrderState.PLACED)
    language = models.CharField(max_length=2, default="ja")

    name = privacy.SealedField(PersonName, category=NAME, kept_for=ORDER_RETENTION)
    email = privacy.SealedField(EmailAddress, category=EMAIL, kept_for=ORDER_RETENTION)
    ship_to = privacy.SealedField(DeliveryAddress, category=SHIPPING, kept_for=ORDER_RETENTION)
    note = privacy.SealedField(OrderNote, category=SHIPPING, kept_for=ORDER_RETENTION, null=True)
    gift = privacy.SealedField(GiftWords, category=ORDER_WORDS, kept_for=ORDER_RETENTION, null=True)
    delivery_date = models.DateField(null=True)
    delivery_slot = models.CharField(max_length=8, blank=True, default="")
    carrier = models.CharField(max_length=16, blank=True, default="")

    payment_method = models.CharField(max_length=16, choices=choices(PaymentMethod))
    subtotal = models.PositiveIntegerField()
    shipping = models.PositiveIntegerField()
    discount = models.PositiveIntegerField(default=0)
    coupon_code = models.CharField(max_length=40, blank=True, default="")
    points = models.PositiveIntegerField(default=0)
    fee = models.PositiveIntegerField(default=0)
    earned = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    standard_amount = models.PositiveIntegerField(default=0)
    standard_tax = models.PositiveIntegerField(default=0)
    reduced_amount = models.PositiveIntegerField(default=0)
    reduced_tax = models.PositiveIntegerField(default=0)
    rounding = models.CharField(
        max_length=8, choices=choices(Rounding), default=Rounding.DOWN, db_default=Rounding.DOWN
    )

    policy_version = models.PositiveIntegerField()
    terms_version = models.PositiveIntegerField()
    confirmation = models.JSONField()
    placed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=10, choices=choices(CancelReason), blank=True, default="")
    held_since = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    replaces = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="replacements", null=True)

    not_personal = privacy.NotPersonal(
        "drawn at random, amounts, dates and states; the snapshot of the final confirmation holds no values",
        "code",
        "customer_id",
        "state",
        "language",
        "delivery_date",
        "delivery_slot",
        "carrier",
        "payment_method",
        "subtotal",
        "shipping",
        "discount",
        "coupon_code",
        "points",
        "fee",
        "earned",
        "total",
        "standard_amount",
        "standard_tax",
        "reduced_amount",
        "reduced_tax",
        "rounding",
        "policy_version",
        "terms_version",
        "confirmation",
        "placed_at",
        "expires_at",
        "reminded_at",
        "cancel_reason",
        "held_since",
        "confirmed_at",
    )

    class Meta:
        """Newest first is what every list asks for."""

        indexes = [
            models.Index(fields=["state", "-placed_at"], name="orders_by_state"),
            models.Index(fields=["-placed_at"], name="orders_by_date"),
            models.Index(fields=["expires_at"], name="orders_by_expiry"),
            models.Index(
                fields=["held_since"],
                name="orders_on_hold",
                condition=models.Q(held_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """The code that the customer knows."""
        return self.code

    @property
    def quote(self) -> Quote:
        """The figures as they were agreed."""
        parts = (
            RateTotal(TaxRate.STANDARD, self.standard_amount, self.standard_tax),
            RateTotal(TaxRate.REDUCED, self.reduced_amount, self.reduced_tax),
        )
        by_rate = tuple(part for part in parts if part.amount)
        return Quote(
            subtotal=self.subtotal,
            discount=self.discount,
            points=self.points,
            shipping=self.shipping,
            fee=self.fee,
            total=self.total,
            by_rate=by_rate,
            earned=self.earned,
        )


class OrderLine(models.Model):
    """One variant in an order, as it was named and priced then. No relation: products come and go.

    `regular_price` is the unit price without the campaign that ran, where it was shown; `discount` and
    `points` are the line's shares of the coupon and of the points used, in yen.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    variant_id = models.BigIntegerField()
    sku = models.CharField(max_length=64)
    product_name_ja = models.CharField(max_length=200)
    product_name_en = models.CharField(max_length=200, blank=True, default="")
    variant_name_ja = models.CharField(max_length=200, blank=True, default="")
    variant_name_en = models.CharField(max_length=200, blank=True, default="")
    unit_price = models.PositiveIntegerField()
    regular_price = models.PositiveIntegerField(null=True)
    tax_rate = models.PositiveSmallIntegerField()
    quantity = models.PositiveIntegerField()
    discount = models.PositiveIntegerField(default=0)
    points = models.PositiveIntegerField(default=0)

    not_personal = privacy.NotPersonal(
        "products and prices",
        "position",
        "variant_id",
        "sku",
        "product_name_ja",
        "product_name_en",
        "variant_name_ja",
        "variant_name_en",
        "unit_price",
        "regular_price",
        "tax_rate",
        "quantity",
        "discount",
        "points",
    )

    class Meta:
        """In the order of the cart."""

        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["order", "position"], name="one_line_a_position")]

    def __str__(self) -> str:
        """Code and quantity."""
        return f"{self.sku} × {self.quantity}"

    @property
    def amount(self) -> int:
        """Yen before coupon and points, tax included."""
        return self.unit_price * self.quantity

    @property
    def usual_price(self) -> int | None:
        """The unit price without the campaign that ran, as it was shown; None where none was."""
        return self.regular_price


class OrderLineOption(models.Model):
    """What was chosen with each piece of a line, as it was named and priced then.

    `surcharge` is yen for each piece and stands in the line's unit price already. `words` are what the
    customer typed for it.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="options")
    subject = privacy.SubjectField()
    position = models.PositiveSmallIntegerField()
    name_ja = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    choice_name_ja = models.CharField(max_length=60, blank=True, default="")
    choice_name_en = models.CharField(max_length=60, blank=True, default="")
    surcharge = models.PositiveIntegerField()
    words = privacy.SealedField(OrderWords, category=ORDER_WORDS, kept_for=ORDER_RETENTION, null=True)

    not_personal = privacy.NotPersonal(
        "what the shop offers with its goods, and its price",
        "position",
        "name_ja",
        "name_en",
        "choice_name_ja",
        "choice_name_en",
        "surcharge",
    )

    class Meta:
        """In the order in which they were offered."""

        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["line", "position"], name="one_option_a_position")]

    def __str__(self) -> str:
        """Its Japanese name."""
        return self.name_ja
