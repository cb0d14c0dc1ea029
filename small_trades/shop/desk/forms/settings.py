"""What the trader says about the shop, and how it may be paid."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from small_trades.shop.account.fields import LineField, SentenceField
from small_trades.shop.delivery.rules import CashRules, Rules
from small_trades.shop.desk.forms.delivery import numbers
from small_trades.shop.desk.forms.links import shop_path
from small_trades.shop.kernel.invoice_number import is_invoice_number
from small_trades.shop.kernel.text import one_line
from small_trades.shop.orders.states import PAYMENT_METHOD_NAMES, PaymentMethod
from small_trades.shop.site.days import MomentField
from small_trades.shop.site.formats import in_language
from small_trades.shop.site.models import ShopSettings
from small_trades.shop.site.queries import PaymentRules, StaffMails

MOST_REMINDER_DAYS: Final = 6
STEP: Final = 2  # up to so much, this fee
LONGEST_TEXT: Final = 2_000


def _text(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": str(rows)})
    return forms.CharField(label=label, required=False, max_length=LONGEST_TEXT, widget=area, **options)


class ShopForm(forms.Form):
    """Everything the trader publishes about the shop, but for the conditions of sale."""

    name_ja = LineField(label=_("Name in Japanese"), max_length=100)
    name_en = LineField(label=_("Name in English"), max_length=100)
    tagline_ja = SentenceField(label=_("One sentence in Japanese"), max_length=200, required=False)
    tagline_en = SentenceField(label=_("One sentence in English"), max_length=200, required=False)
    seller_ja = LineField(label=_("Seller in Japanese"), max_length=200, required=False)
    seller_en = LineField(label=_("Seller in English"), max_length=200, required=False)
    representative_ja = LineField(label=_("Person in charge in Japanese"), max_length=100, required=False)
    representative_en = LineField(label=_("Person in charge in English"), max_length=100, required=False)
    address_ja = LineField(label=_("Business address in Japanese"), max_length=300, required=False)
    address_en = LineField(label=_("Business address in English"), max_length=300, required=False)
    telephone = LineField(label=_("Telephone"), max_length=30, required=False)
    inquiry_email = forms.EmailField(label=_("E-mail for inquiries"), max_length=254)
    invoice_number = LineField(
        label=_("Invoice registration number"),
        max_length=14,
        required=False,
        help_text=_("T and thirteen digits. Empty: the shop issues no qualified invoices."),
    )

    return_days = forms.IntegerField(
        label=_("Returns can be asked for on the order's page, for so many days"),
        min_value=0,
        max_value=365,
        required=False,
        help_text=_(
            "They count from the day a parcel is marked as arrived, else from a week after it left. "
            "0 or empty: customers write to you. Under which conditions you take goods back stands in the "
            "legal notice."
        ),
    )

    def clean_return_days(self) -> int:
        """Nothing typed is none."""
        return self.cleaned_data["return_days"] or 0

    def clean_invoice_number(self) -> str:
        """The number in capitals; one with a wrong digit is refused."""
        number = one_line(self.cleaned_data["invoice_number"]).upper().replace("-", "")
        if number and not is_invoice_number(number):
            raise forms.ValidationError(
                _("This is not a registration number: T and thirteen digits. Check each digit.")
            )
        return number


class AnnouncementForm(forms.Form):
    """A sentence above every page; without one there is none."""

    ja = SentenceField(label=_("In Japanese"), max_length=120, required=False)
    en = SentenceField(label=_("In English"), max_length=120, required=False)
    path = LineField(
        label=_("Leads to"),
        max_length=200,
        required=False,
        help_text=_("A page of this shop, such as /products/; empty: nowhere."),
    )
    until = MomentField(label=_("Until"), required=False, help_text=_("Empty: until you take it away."))

    def clean(self) -> dict[str, Any]:
        """What is said in English alone, leads out of the shop or is over already, makes no sense."""
        given = super().clean() or {}
        if given.get("en") and not given.get("ja"):
            self.add_error("ja", _("Please write it in Japanese too."))
        if given.get("path") and shop_path(given["path"]) is None:
            self.add_error("path", _("A page of this shop begins with one slash."))
        if given.get("until") and given["until"] <= timezone.now():
            self.add_error("until", _("This is over already."))
        return given

    def kept(self) -> dict[str, str]:
        """As the settings keep it; empty where nothing is said."""
        given, until = self.cleaned_data, self.cleaned_data["until"]
        if not given["ja"]:
            return {}
        told = {name: given[name] for name in ("ja", "en", "path")}
        return told | {"until": until.isoformat() if until else ""}


class StaffMailsForm(forms.Form):
    """Which mails those who work here get."""

    language = forms.ChoiceField(
        label=_("Language of these mails"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    faults = forms.BooleanField(
        label=_("Errors of the program, to the owners"),
        required=False,
        help_text=_("Types of errors and places in the program; nothing of a customer."),
    )
    low_stock = forms.BooleanField(
        label=_("Goods of which few became left, to those who look after products"),
        required=False,
        help_text=_("Each once, until there was enough of it again."),
    )

    def kept(self) -> StaffMails:
        """As it was decided."""
        return StaffMails(**self.cleaned_data)


class LegalForm(forms.Form):
    """The conditions of sale, a text in each language for each item."""

    def __init__(self, *args: Any, items: Iterable[Mapping[str, str]], **options: Any) -> None:
        """Ask for these items, which hold what is said now."""
        super().__init__(*args, **options)
        self._items = list(items)
        for place, item in enumerate(self._items):
            title = in_language(_Item(item), "title")
            for language, name in (("ja", _("%(title)s, in Japanese")), ("en", _("%(title)s, in English"))):
                field = _text(name % {"title": title}, initial=item.get(f"text_{language}", ""))
                field.required = language == "ja" and item.get("key") != "fees"
                self.fields[f"text_{place}_{language}"] = field

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two texts of each item."""
        return [(self[f"text_{place}_ja"], self[f"text_{place}_en"]) for place in range(len(self._items))]

    def legal(self) -> list[dict[str, str]]:
        """The items as they are kept."""
        given = self.cleaned_data
        return [
            dict(item) | {f"text_{language}": given[f"text_{place}_{language}"] for language in ("ja", "en")}
            for place, item in enumerate(self._items)
        ]


class _Item:
    def __init__(self, item: Mapping[str, str]) -> None:
        self.title_ja, self.title_en = item["title_ja"], item.get("title_en", "")


class PaymentSettingsForm(forms.Form):
    """Which ways to pay are offered, up to how much, and what they need."""

    methods = forms.MultipleChoiceField(
        label=_("Offered"), required=False, widget=forms.CheckboxSelectMultiple
    )
    bank_account_ja = _text(_("Bank account in Japanese"), help_text=_("Empty: no bank transfer is offered."))
    bank_account_en = _text(_("Bank account in English"))
    reminder_days = forms.IntegerField(
        label=_("Remind of a transfer so many days before its order ends"),
        min_value=0,
        max_value=MOST_REMINDER_DAYS,
        help_text=_("0: never. The order ends 7 days after it was placed."),
    )
    cash_fees = _text(
        _("Fees for cash on delivery"),
        help_text=_("A line for each step: up to this total, and the fee, such as 10000 330."),
    )
    cash_zones_without = forms.MultipleChoiceField(
        label=_("Zones without cash on delivery"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, rules: Rules, **options: Any) -> None:
        """Offer the methods and the zones there are."""
        super().__init__(*args, **options)
        names = PAYMENT_METHOD_NAMES.items()
        self.fields["methods"].choices = [(method.value, name) for method, name in names]  # type: ignore[attr-defined] # above
        zones = [(zone.id, in_language(zone, "name")) for zone in rules.zones]
        self.fields["cash_zones_without"].choices = zones  # type: ignore[attr-defined] # a choice field, above
        for method, name in names:
            self.fields[f"most_{method.name.lower()}"] = forms.IntegerField(
                label=_("%(method)s up to, in yen") % {"method": name},
                min_value=1,
                max_value=9_999_999,
                required=False,
            )

    def limits(self) -> list[forms.BoundField]:
        """The fields of the highest totals."""
        return [self[f"most_{method.name.lower()}"] for method in PaymentMethod]

    def clean_cash_fees(self) -> tuple[tuple[int, int], ...]:
        """The steps as pairs of yen."""
        steps = [numbers(line) for line in self.cleaned_data["cash_fees"].splitlines() if line.strip()]
        if not steps or any(len(step) != STEP for step in steps):
            raise forms.ValidationError(
                _("Enter a line for each step, such as 10000 330, the amounts rising.")
            )
        return tuple((step[0], step[1]) for step in steps)

    def payment(self) -> PaymentRules:
        """What is decided about methods."""
        given = self.cleaned_data
        off = {method.value for method in PaymentMethod} - set(given["methods"])
        most = {method.value: given[f"most_{method.name.lower()}"] for method in PaymentMethod}
        kept = {method: limit for method, limit in most.items() if limit is not None}
        return PaymentRules(frozenset(off), kept, given["reminder_days"])

    def delivery(self, rules: Rules) -> Rules:
        """The rules of delivery with those of cash."""
        given = self.cleaned_data
        is_on = PaymentMethod.CASH.value in given["methods"]
        cash = CashRules(is_on, given["cash_fees"], frozenset(given["cash_zones_without"]))
        return replace(rules, cash=cash)


def typed_payment(rules: PaymentRules, delivery: Rules, shop: ShopSettings) -> dict[str, Any]:
    """What is decided, as its form shows it."""
    on = {method.value for method in PaymentMethod} - rules.off
    if not delivery.cash.is_on:
        on.discard(PaymentMethod.CASH.value)
    return {
        "methods": sorted(on),
        "bank_account_ja": shop.bank_account_ja,
        "bank_account_en": shop.bank_account_en,
        "reminder_days": rules.reminder_days,
        "cash_fees": "\n".join(f"{up_to} {fee}" for up_to, fee in delivery.cash.fees),
        "cash_zones_without": sorted(delivery.cash.zones_without),
        **{f"most_{method.name.lower()}": rules.most.get(method.value) for method in PaymentMethod},
    }
