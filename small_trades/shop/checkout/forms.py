"""What each step asks."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import DeliveryAddress, EmailAddress, OrderNote, PersonName
from small_trades.shop.account.fields import (
    EmailAddressField,
    LetterField,
    LineField,
    NewsletterField,
    PersonalForm,
)
from small_trades.shop.account.forms import PostalForm
from small_trades.shop.checkout.actions.save_details import Details
from small_trades.shop.delivery.carriers import CARRIER_NAMES, SLOTS
from small_trades.shop.delivery.quote import Option
from small_trades.shop.orders.states import PAYMENT_METHOD_NAMES, PaymentMethod
from small_trades.shop.site.formats import date, money

LONGEST_NOTE = 500
MOST_POINTS = 9_999_999


class DetailsForm(PostalForm):
    """Who orders, and where the parcel goes."""

    email = EmailAddressField(help_text=_("The confirmation and the tracking number go there."))
    note = LetterField(label=_("Wishes about the delivery"), rows=3, max_length=LONGEST_NOTE, required=False)
    field_order = ("family_name", "given_name", "family_kana", "given_kana", "email", "tel")

    def details(self) -> Details:
        """Everything that was typed."""
        note = self.cleaned_data["note"]
        return Details(
            name=self.name(),
            email=EmailAddress(self.cleaned_data["email"]),
            ship_to=self.address(),
            note=OrderNote(note) if note else None,
        )


class DeliveryForm(PersonalForm):
    """Day and time of the delivery, from what is offered."""

    carrier = forms.ChoiceField(label=_("Carrier"), widget=forms.RadioSelect)
    delivery_date = forms.ChoiceField(label=_("Delivery day"), required=False)
    delivery_slot = forms.ChoiceField(label=_("Time of day"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, ways: Sequence[Option], goods: int, **options: Any) -> None:
        """Offer these ways for so many yen of goods, and every day and time that one of them has."""
        super().__init__(*args, **options)
        self._ways = {way.carrier: way for way in ways}
        self._name_carriers(goods)
        days = sorted({day for way in ways for day in way.days})
        slots = [slot for slot in SLOTS if not slot or any(slot in way.slots for way in ways)]
        self.fields["delivery_slot"].choices = [(slot, SLOTS[slot]) for slot in slots]  # type: ignore[attr-defined] # a choice field, above
        offered = [
            ("", _("No day chosen (as soon as possible)")),
            *((day.isoformat(), date(day, weekday=True)) for day in days),
        ]
        chosen = self.fields["delivery_date"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = offered
            chosen.error_messages["invalid_choice"] = _(
                "This day is no longer possible. Please choose another."
            )

    def _name_carriers(self, goods: int) -> None:
        """Ask for the carrier where there is a choice; each with what it costs."""
        if len(self._ways) == 1:
            del self.fields["carrier"]
            return
        self.fields["carrier"].choices = [  # type: ignore[attr-defined] # a choice field, above
            (way.carrier, f"{CARRIER_NAMES[way.carrier]} ({money(way.charge.due(goods))})")
            for way in self._ways.values()
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a day or a time that the carrier does not have."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        way = self._ways.get(self.chosen_carrier())
        if way is None:
            return given
        if given.get("delivery_date") and self.day() not in way.days:
            self.add_error("delivery_date", _("This day is no longer possible. Please choose another."))
        if given.get("delivery_slot") and self.slot() not in way.slots:
            self.add_error("delivery_slot", _("That carrier does not deliver at that time of day."))
        return given

    def chosen_carrier(self) -> str:
        """The carrier that was chosen, or the only one."""
        only = next(iter(self._ways)) if len(self._ways) == 1 else ""
        return str(self.cleaned_data.get("carrier", only))

    def day(self) -> dt.date | None:
        """The day that was chosen, or None for the earliest."""
        chosen = self.cleaned_data["delivery_date"]
        return dt.date.fromisoformat(chosen) if chosen else None

    def slot(self) -> str:
        """The time of day that was chosen, as its id."""
        return str(self.cleaned_data["delivery_slot"])


class PaymentForm(PersonalForm):
    """How to pay."""

    payment_method = forms.ChoiceField(label=_("Payment method"), widget=forms.RadioSelect)
    coupon = LineField(label=_("Coupon code"), required=False, max_length=40, autocomplete="off")
    points = forms.IntegerField(
        label=_("Points to use"),
        required=False,
        min_value=0,
        max_value=MOST_POINTS,
        error_messages={
            "invalid": _("Enter a whole number, such as 100"),
            "min_value": _("Enter a whole number, such as 100"),
            "max_value": _("You do not have so many points"),
        },
    )

    def __init__(
        self, *args: Any, methods: Sequence[PaymentMethod], held: int | None, **options: Any
    ) -> None:
        """Offer these methods, and the points that are `held`; none where None."""
        super().__init__(*args, **options)
        self.fields["coupon"].widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}
        if held is None:
            del self.fields["points"]
        else:
            self.fields["points"].help_text = gettext("You have %(held)s points; one is worth one yen.") % {
                "held": f"{held:,}"
            }
        offered = self.fields["payment_method"]
        if isinstance(offered, forms.ChoiceField):
            offered.choices = [(method.value, PAYMENT_METHOD_NAMES[method]) for method in methods]
            # Where the points leave less than anybody takes, they can still be changed.
            offered.required = bool(methods)

    def method(self) -> PaymentMethod | None:
        """The method that was chosen; None where there is none to choose."""
        chosen = self.cleaned_data["payment_method"]
        return PaymentMethod(chosen) if chosen else None

    def coupon_code(self) -> str:
        """The code that was typed, or nothing."""
        return str(self.cleaned_data["coupon"])

    def wanted_points(self) -> int:
        """How many points to use."""
        return self.cleaned_data.get("points") or 0


class PlaceForm(PersonalForm):
    """What may be asked for beside placing the order."""

    newsletter = NewsletterField()

    @property
    def wants_newsletter(self) -> bool:
        """Whether the box was ticked."""
        return self.is_valid() and bool(self.cleaned_data["newsletter"])


def chosen_address(asked: Mapping[str, str]) -> UUID | None:
    """Which address of the book is asked for with `?address=`; None where there is none, or no such id."""
    try:
        return UUID(asked.get("address", ""))
    except ValueError:
        return None


def details_initial(
    name: PersonName | None,
    email: EmailAddress | None,
    to: DeliveryAddress | None,
    *,
    telephone: str = "",
    note: OrderNote | None = None,
) -> dict[str, str]:
    """What the details form shows to begin with. The name is the receiver's where there is an address."""
    who = to or name
    return {
        "family_name": who.family if who else "",
        "given_name": who.given if who else "",
        "family_kana": who.family_kana if who else "",
        "given_kana": who.given_kana if who else "",
        "email": email.address if email else "",
        "tel": to.telephone if to else telephone,
        "postal_code": f"{to.postal_code[:3]}-{to.postal_code[3:]}" if to else "",
        "address_level1": to.prefecture if to else "",
        "address_level2": to.city if to else "",
        "address_line1": to.street if to else "",
        "address_line2": to.building if to else "",
        "note": note.text if note else "",
    }
