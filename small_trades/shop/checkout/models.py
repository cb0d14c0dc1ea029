"""The draft of an order: what a customer has entered so far."""

from django.db import models
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import CART_RETENTION, EMAIL, NAME, ORDER_WORDS, SHIPPING
from small_trades.policy.groups import (
    DeliveryAddress,
    EmailAddress,
    GiftWords,
    OrderNote,
    OrderWords,
    PersonName,
)


class Draft(models.Model):
    """An order to be: it becomes the order of the same id, once, and is gone then.

    `region` is the delivery zone of the address and `is_remote` whether it is on an island, so that fees and
    days need nothing opened; `rules` is the number of the rules of delivery under which they were found.
    `revision` rises with each change of what was entered; `seen` is the cart as the customer last saw it.
    `divided` says how many pieces of each line of the cart go to which address, the first first, as lists of
    numbers by the line's id; None where there is one address.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    cart_id = models.UUIDField(db_index=True)
    subject = privacy.SubjectField()
    customer_id = models.UUIDField(null=True)
    name = privacy.SealedField(PersonName, category=NAME, kept_for=CART_RETENTION)
    email = privacy.SealedField(EmailAddress, category=EMAIL, kept_for=CART_RETENTION)
    ship_to = privacy.SealedField(DeliveryAddress, category=SHIPPING, kept_for=CART_RETENTION)
    note = privacy.SealedField(OrderNote, category=SHIPPING, kept_for=CART_RETENTION, null=True)
    gift = privacy.SealedField(GiftWords, category=ORDER_WORDS, kept_for=CART_RETENTION, null=True)
    region = models.CharField(max_length=16)
    is_remote = models.BooleanField(default=False)
    rules = models.PositiveIntegerField(default=0)
    carrier = models.CharField(max_length=16, blank=True, default="")
    has_delivery = models.BooleanField(default=False)
    delivery_date = models.DateField(null=True)
    delivery_slot = models.CharField(max_length=8, blank=True, default="")
    payment_method = models.CharField(max_length=16, blank=True, default="")
    coupon_id = models.BigIntegerField(null=True)
    points = models.PositiveIntegerField(default=0)
    divided = models.JSONField(null=True)
    seen = models.CharField(max_length=64, blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    not_personal = privacy.NotPersonal(
        "choices among few, a coupon by its number, how many points, the delivery zone and whether it is "
        "an island, how many pieces go to which address, a hash of the cart's lines, and times",
        "cart_id",
        "customer_id",
        "region",
        "is_remote",
        "rules",
        "carrier",
        "has_delivery",
        "delivery_date",
        "delivery_slot",
        "payment_method",
        "coupon_id",
        "points",
        "divided",
        "seen",
        "revision",
        "changed_at",
    )

    def __str__(self) -> str:
        """The id only."""
        return f"draft {self.pk}"


class DraftDestination(models.Model):
    """One more address of an order to be, beside the draft's own; `position` counts from one."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="destinations")
    subject = privacy.SubjectField()
    position = models.PositiveSmallIntegerField()
    ship_to = privacy.SealedField(DeliveryAddress, category=SHIPPING, kept_for=CART_RETENTION)
    gift = privacy.SealedField(GiftWords, category=ORDER_WORDS, kept_for=CART_RETENTION, null=True)
    region = models.CharField(max_length=16)
    is_remote = models.BooleanField(default=False)
    carrier = models.CharField(max_length=16, blank=True, default="")
    delivery_date = models.DateField(null=True)
    delivery_slot = models.CharField(max_length=8, blank=True, default="")

    not_personal = privacy.NotPersonal(
        "choices among few, and the delivery zone",
        "position",
        "region",
        "is_remote",
        "carrier",
        "delivery_date",
        "delivery_slot",
    )

    class Meta:
        """As they were given."""

        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "position"], name="checkout_one_destination_a_position")
        ]

    def __str__(self) -> str:
        """The id only."""
        return f"destination {self.pk}"


class DraftWords(models.Model):
    """What was typed for one option of one line of the cart."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="words")
    subject = privacy.SubjectField()
    line_id = models.BigIntegerField()
    option_id = models.BigIntegerField()
    words = privacy.SealedField(OrderWords, category=ORDER_WORDS, kept_for=CART_RETENTION)

    not_personal = privacy.NotPersonal("which line and which option, by number", "line_id", "option_id")

    class Meta:
        """An option of a line has one text."""

        constraints = [
            models.UniqueConstraint(fields=["draft", "line_id", "option_id"], name="one_text_an_option")
        ]

    def __str__(self) -> str:
        """The id only."""
        return f"words {self.pk}"
