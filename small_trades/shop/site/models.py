"""The shop's own settings, and the number that rises when public content changes."""

from typing import Final

from django.db import models

from small_trades import privacy

ONLY: Final = 1


class ShopSettings(models.Model):
    """What the trader publishes about the shop; one row, and its defaults before the desk has filled it in.

    `legal` is a list of `{"title_ja", "title_en", "text_ja", "text_en"}`: the items that 特定商取引法 11
    requires, in the order of the page. `payment` is what `PaymentRules` keeps, `announcement` is
    `{"ja", "en", "path", "until"}` or empty: a sentence above every page, until a moment (ISO 8601) or "".
    So many `return_days` customers may ask on their order's page to send goods back; 0: not there.
    `staff_mails` is what `StaffMails` keeps: which mails those who work here get, and in which language.
    `setup` is how far the desk's setup of a new shop has come.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    name_ja = models.CharField(max_length=100, default="小商い")
    name_en = models.CharField(max_length=100, default="Small Trades")
    tagline_ja = models.CharField(max_length=200, blank=True, default="")
    tagline_en = models.CharField(max_length=200, blank=True, default="")
    inquiry_email = models.EmailField(default="shop@localhost")
    seller_ja = models.CharField(max_length=200, blank=True, default="")
    seller_en = models.CharField(max_length=200, blank=True, default="")
    representative_ja = models.CharField(max_length=100, blank=True, default="")
    representative_en = models.CharField(max_length=100, blank=True, default="")
    address_ja = models.CharField(max_length=300, blank=True, default="")
    address_en = models.CharField(max_length=300, blank=True, default="")
    telephone = models.CharField(max_length=30, blank=True, default="")
    invoice_number = models.CharField(max_length=14, blank=True, default="")
    bank_account_ja = models.TextField(blank=True, default="")
    bank_account_en = models.TextField(blank=True, default="")
    legal = models.JSONField(default=list, blank=True)
    payment = models.JSONField(default=dict, blank=True)
    announcement = models.JSONField(default=dict, blank=True)
    return_days = models.PositiveSmallIntegerField(default=8, db_default=8)
    setup = models.JSONField(null=True, default=dict, blank=True)
    staff_mails = models.JSONField(null=True, default=dict, blank=True)

    not_personal = privacy.NotPersonal(
        "The trader's own business details, published as 特定商取引法 11 requires.",
        "name_ja",
        "name_en",
        "tagline_ja",
        "tagline_en",
        "inquiry_email",
        "seller_ja",
        "seller_en",
        "representative_ja",
        "representative_en",
        "address_ja",
        "address_en",
        "telephone",
        "invoice_number",
        "bank_account_ja",
        "bank_account_en",
        "legal",
        "payment",
        "announcement",
        "return_days",
        "setup",
        "staff_mails",
    )

    class Meta:
        """One row only, whoever writes it."""

        constraints = [models.CheckConstraint(condition=models.Q(id=ONLY), name="one_row_of_shop_settings")]

    def __str__(self) -> str:
        """The shop's name."""
        return self.name_ja


class ContentGeneration(models.Model):
    """One row whose number rises with every change of public content, so that kept pages grow stale.

    It stands apart from the settings so that a busy desk does not wait for it.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    number = models.PositiveBigIntegerField(default=0)

    not_personal = privacy.NotPersonal("A counter.", "number")

    def __str__(self) -> str:
        """The number."""
        return str(self.number)
