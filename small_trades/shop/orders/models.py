"""What was bought, by whom, what was paid and what was sent. Names and prices are frozen at the order."""

from enum import StrEnum

from django.db import models

from small_trades import privacy
from small_trades.policy.declaration import EMAIL, NAME, ORDER_RETENTION, ORDER_WORDS, PAYMENT, SHIPPING
from small_trades.policy.groups import (
    DeliveryAddress,
    EmailAddress,
    GiftWords,
    OrderNote,
    OrderWords,
    PaymentReference,
    PersonName,
    TrackingNumber,
)
from small_trades.shop.kernel.money import RateTotal, Rounding, TaxRate
from small_trades.shop.orders.erased_payment import ErasedPayment  # noqa: F401 - Django finds tables here
from small_trades.shop.orders.holds import HoldEnd
from small_trades.shop.orders.papers import DocumentKind, Proviso
from small_trades.shop.orders.states import (
    CancelReason,
    OrderState,
    PaymentMethod,
    PaymentState,
    RefundReason,
    RefundState,
)
from small_trades.shop.pricing.shapes import Quote


def _choices(states: type[StrEnum]) -> list[tuple[str, str]]:
    return [(state.value, state.value) for state in states]


class Order(models.Model):
    """One purchase. Its id is reserved by the checkout draft, so that a draft becomes one order at most.

    `rounding` is how its tax was rounded; `replaces` is the order whose goods it was sent in exchange for.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    code = models.CharField(max_length=14, unique=True)
    subject = privacy.SubjectField()
    customer_id = models.UUIDField(null=True, db_index=True)
    state = models.CharField(max_length=12, choices=_choices(OrderState), default=OrderState.PLACED)
    language = models.CharField(max_length=2, default="ja")

    name = privacy.SealedField(PersonName, category=NAME, kept_for=ORDER_RETENTION)
    email = privacy.SealedField(EmailAddress, category=EMAIL, kept_for=ORDER_RETENTION)
    ship_to = privacy.SealedField(DeliveryAddress, category=SHIPPING, kept_for=ORDER_RETENTION)
    note = privacy.SealedField(OrderNote, category=SHIPPING, kept_for=ORDER_RETENTION, null=True)
    gift = privacy.SealedField(GiftWords, category=ORDER_WORDS, kept_for=ORDER_RETENTION, null=True)
    delivery_date = models.DateField(null=True)
    delivery_slot = models.CharField(max_length=8, blank=True, default="")
    carrier = models.CharField(max_length=16, blank=True, default="")

    payment_method = models.CharField(max_length=16, choices=_choices(PaymentMethod))
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
        max_length=8, choices=_choices(Rounding), default=Rounding.DOWN, db_default=Rounding.DOWN
    )

    policy_version = models.PositiveIntegerField()
    terms_version = models.PositiveIntegerField()
    confirmation = models.JSONField()
    placed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=10, choices=_choices(CancelReason), blank=True, default="")
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


class ReturnedPieces(models.Model):
    """Pieces of a line that came back. `to_stock`: they can be sold again.

    Where not `was_sent` they never left: the shop left them out of the order. `with_money`: what was paid for
    them goes back, with `refund` where that is anything.
    """

    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="returns")
    quantity = models.PositiveIntegerField()
    to_stock = models.BooleanField()
    was_sent = models.BooleanField(default=True, db_default=True)
    with_money = models.BooleanField(default=True, db_default=True)
    refund = models.ForeignKey("Refund", on_delete=models.SET_NULL, related_name="pieces", null=True)
    at = models.DateTimeField()

    not_personal = privacy.NotPersonal(
        "how many pieces came back, and when", "quantity", "to_stock", "was_sent", "with_money", "at"
    )

    class Meta:
        """As they came."""

        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="orders_return_of_something")
        ]

    def __str__(self) -> str:
        """How many."""
        return f"{self.quantity} back"


class Payment(models.Model):
    """The one payment of an order, however many attempts it takes.

    `reference` is kept from the moment a provider's page is opened; `is_described`: it names the card.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="payment")
    subject = privacy.SubjectField()
    method = models.CharField(max_length=16, choices=_choices(PaymentMethod))
    state = models.CharField(max_length=16, choices=_choices(PaymentState), default=PaymentState.WAITING)
    amount = models.PositiveIntegerField()
    attempts = models.PositiveSmallIntegerField(default=0)
    paid_at = models.DateTimeField(null=True)
    reference = privacy.SealedField(PaymentReference, category=PAYMENT, kept_for=ORDER_RETENTION, null=True)
    is_described = models.BooleanField(default=False)

    not_personal = privacy.NotPersonal(
        "how and when something was paid, not by whom",
        "method",
        "state",
        "amount",
        "attempts",
        "paid_at",
        "is_described",
    )

    def __str__(self) -> str:
        """Method and state."""
        return f"{self.method} {self.state}"


class Refund(models.Model):
    """Money of a payment that goes back, in whole yen. Its id is what the provider knows it by.

    `standard` and `reduced` are what was paid in each rate for the goods that came back; None where none did.
    `is_by_hand`: the desk has given it back, past the provider.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="refunds")
    amount = models.PositiveIntegerField()
    standard = models.PositiveIntegerField(null=True)
    reduced = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=12, choices=_choices(RefundReason))
    state = models.CharField(max_length=8, choices=_choices(RefundState), default=RefundState.DUE)
    is_by_hand = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "how much goes back, why and when, not to whom",
        "amount",
        "standard",
        "reduced",
        "reason",
        "state",
        "is_by_hand",
        "begun_at",
        "ended_at",
    )

    class Meta:
        """In the order they were begun; nothing is never given back."""

        ordering = ["begun_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="orders_refund_of_something")
        ]

    def __str__(self) -> str:
        """State and amount."""
        return f"{self.state} {self.amount}"

    @property
    def goods(self) -> dict[TaxRate, int] | None:
        """What was paid for the goods that came back, by rate; None where money went back for no goods."""
        if self.standard is None or self.reduced is None:
            return None
        return {TaxRate.STANDARD: self.standard, TaxRate.REDUCED: self.reduced}


class IssuedDocument(models.Model):
    """That a document was issued, when first and how often. It is made anew from the order each time.

    `refund` is what a return invoice is about; `proviso` is what a receipt says the money was for.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="documents")
    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="documents", null=True)
    kind = models.CharField(max_length=8, choices=_choices(DocumentKind))
    proviso = models.CharField(max_length=8, choices=_choices(Proviso), blank=True, default="")
    first_at = models.DateTimeField()
    copies = models.PositiveIntegerField(default=0)

    not_personal = privacy.NotPersonal(
        "which document, when and how often", "kind", "proviso", "first_at", "copies"
    )

    class Meta:
        """One of a kind for an order, and for a refund."""

        ordering = ["first_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "kind"], condition=models.Q(refund=None), name="one_document_a_kind"
            ),
            models.UniqueConstraint(fields=["refund", "kind"], name="one_document_a_refund"),
        ]

    def __str__(self) -> str:
        """The kind."""
        return self.kind


class PaymentEvent(models.Model):
    """One event as the provider told it, so that telling it twice changes nothing."""

    provider = models.CharField(max_length=16)
    event_id = models.CharField(max_length=100)
    kind = models.CharField(max_length=16)
    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="events")
    received_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=24)

    not_personal = privacy.NotPersonal(
        "the provider's event ids", "provider", "event_id", "kind", "received_at", "outcome"
    )

    class Meta:
        """An event is one event, however often it arrives."""

        constraints = [models.UniqueConstraint(fields=["provider", "event_id"], name="one_payment_event")]

    def __str__(self) -> str:
        """The provider's id of the event."""
        return self.event_id


class Shipment(models.Model):
    """A parcel on its way."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="shipments")
    subject = privacy.SubjectField()
    carrier = models.CharField(max_length=16)
    tracking = privacy.SealedField(TrackingNumber, category=SHIPPING, kept_for=ORDER_RETENTION)
    shipped_at = models.DateTimeField()

    not_personal = privacy.NotPersonal("who carries a parcel, and since when", "carrier", "shipped_at")

    class Meta:
        """In the order they left."""

        ordering = ["shipped_at"]

    def __str__(self) -> str:
        """The carrier."""
        return self.carrier


class ShippedPieces(models.Model):
    """Pieces of a line that left in a parcel."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="pieces")
    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="parts_sent")
    quantity = models.PositiveIntegerField()

    not_personal = privacy.NotPersonal("how many pieces are in a parcel", "quantity")

    class Meta:
        """A parcel holds each line once."""

        ordering = ["line__position"]
        constraints = [
            models.UniqueConstraint(fields=["shipment", "line"], name="orders_line_once_a_parcel"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="orders_parcel_of_something"),
        ]

    def __str__(self) -> str:
        """How many."""
        return f"{self.quantity} sent"


class Label(models.Model):
    """A carrier's label that was printed for an order which has not left. It goes when the parcel does.

    `outdated_at`: since when it says something that was corrected; it is printed anew before the order ships.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="label")
    subject = privacy.SubjectField()
    carrier = models.CharField(max_length=16)
    tracking = privacy.SealedField(TrackingNumber, category=SHIPPING, kept_for=ORDER_RETENTION)
    printed_at = models.DateTimeField()
    outdated_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "who is to carry a parcel, and when its label was printed", "carrier", "printed_at", "outdated_at"
    )

    def __str__(self) -> str:
        """The carrier."""
        return self.carrier


class OrderHold(models.Model):
    """One time that an order waited for somebody to look at it. While `ended_at` is None it waits.

    `because` is a list of `{"reason": code, "count": number}`: what was counted, and no value of anybody.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="holds")
    because = models.JSONField()
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(
        max_length=10, choices=[(end.value, end.value) for end in HoldEnd], blank=True, default=""
    )
    ended_by = models.UUIDField(null=True)

    not_personal = privacy.NotPersonal(
        "reasons by code with counts, and times; staff by their random id",
        "because",
        "since",
        "ended_at",
        "end",
        "ended_by",
    )

    class Meta:
        """An order waits once at a time."""

        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=models.Q(ended_at__isnull=True), name="one_open_hold"
            ),
        ]

    def __str__(self) -> str:
        """The order's code."""
        return f"hold of {self.order_id}"


class OrderEvent(models.Model):
    """One line of an order's timeline: what happened, when, and in which part the actor acted."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=24)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=8)
    role = models.CharField(max_length=64, blank=True, default="")
    staff_id = models.UUIDField(null=True)

    not_personal = privacy.NotPersonal(
        "what happened to an order; staff by their random id", "kind", "at", "actor_kind", "role", "staff_id"
    )

    class Meta:
        """As it happened."""

        ordering = ["at", "id"]

    def __str__(self) -> str:
        """What happened."""
        return self.kind
