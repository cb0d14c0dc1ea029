"""What staff type on the screens of orders."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from small_trades.policy.declaration import BILLING, DELIVERY, NOTICE, ORDER_CARE, TAX_RECORDS
from small_trades.privacy import Purpose
from small_trades.shop.desk.forms.reasons import ReasonField
from small_trades.shop.orders.carriers import CARRIERS, tidy_tracking_number
from small_trades.shop.orders.queries import OrderedLine, OrderFilter, OrderPage
from small_trades.shop.orders.queries.destination_shapes import DestinedGoods, OrderDestination
from small_trades.shop.orders.states import (
    ORDER_STATE_NAMES,
    PAYMENT_METHOD_NAMES,
    REFUND_REASON_NAMES,
    OrderState,
    PaymentMethod,
    RefundReason,
)
from small_trades.shop.site.days import DayField
from small_trades.shop.site.formats import date

REASONS_TO_REFUND = (
    RefundReason.GOODS,
    RefundReason.RETURNED,
    RefundReason.GOODWILL,
    RefundReason.CANCELLED,
)
KEPT_BY_VIEWS: Final = ("state", "method", "since", "until", "on_hold", "by_hand", "given_back")
"""What a saved view may hold: nothing that leads to one order or one person."""
REVEAL_PURPOSES = (DELIVERY, NOTICE, BILLING, ORDER_CARE, TAX_RECORDS)

_NAMED: Final[dict[str, dict[str, str | Promise]]] = {
    "state": {state.value: name for state, name in ORDER_STATE_NAMES.items()},
    "method": {method.value: name for method, name in PAYMENT_METHOD_NAMES.items()},
}
_ANY: list[tuple[str, str | Promise]] = [("", _("Any"))]


def in_words(ja: str, en: str) -> str:
    """The words of the language of the page."""
    return en if get_language() == "en" else ja


class OrderFilterForm(forms.Form):
    """Which orders to list. What is left empty does not narrow."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[*_ANY, *((key.value, name) for key, name in ORDER_STATE_NAMES.items())],
    )
    method = forms.ChoiceField(
        label=_("Payment"),
        required=False,
        choices=[*_ANY, *((key.value, name) for key, name in PAYMENT_METHOD_NAMES.items())],
    )
    code = forms.CharField(label=_("Order code"), required=False, max_length=40)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    on_hold = forms.BooleanField(label=_("On hold"), required=False)
    by_hand = forms.BooleanField(label=_("Refund by hand"), required=False)
    given_back = forms.BooleanField(label=_("Refunded before packing"), required=False)

    def wanted(self) -> OrderFilter:
        """The filter; a field with a mistake does not narrow."""
        given = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return OrderFilter(
            state=OrderState(given["state"]) if given.get("state") else None,
            payment_method=PaymentMethod(given["method"]) if given.get("method") else None,
            code=given.get("code", ""),
            placed_from=given.get("since"),
            placed_until=given.get("until"),
            is_on_hold=bool(given.get("on_hold")),
            is_refund_by_hand=bool(given.get("by_hand")),
            is_given_back=bool(given.get("given_back")),
        )

    def question(self) -> str:
        """The query of an address that narrows alike, for a view to keep; an order's code is left out."""
        given = self.cleaned_data
        kept = {name: given[name] for name in KEPT_BY_VIEWS if given.get(name)}
        return urlencode({name: "on" if value is True else str(value) for name, value in kept.items()})

    def words(self) -> tuple[str, ...]:
        """What a valid filter narrows to, in words."""
        said = []
        for name in KEPT_BY_VIEWS:
            field, value = self.fields[name], self.cleaned_data.get(name)
            if value is True:
                said.append(str(field.label))
            elif value:
                shown = date(value) if isinstance(value, dt.date) else _NAMED[name][value]
                said.append(f"{field.label}: {shown}")
        return tuple(said)


class RevealForm(forms.Form):
    """What to open, for which purpose, and why."""

    what = forms.MultipleChoiceField(label=_("Show"), widget=forms.CheckboxSelectMultiple)
    purpose = forms.ChoiceField(label=_("Purpose"))
    reason = ReasonField()

    def __init__(
        self,
        *args: Any,
        groups: Iterable[tuple[str, str | Promise]],
        purposes: Iterable[Purpose],
        **kwargs: Any,
    ) -> None:
        """Offer the groups this page has, and the purposes this role has."""
        super().__init__(*args, **kwargs)
        self._purposes = {purpose.id: purpose for purpose in purposes}
        what, purpose_field = self.fields["what"], self.fields["purpose"]
        what.choices = list(groups)  # type: ignore[attr-defined] # a MultipleChoiceField, declared above
        purpose_field.choices = [  # type: ignore[attr-defined] # a ChoiceField, declared above
            (purpose.id, in_words(purpose.name_ja, purpose.name_en)) for purpose in self._purposes.values()
        ]

    def chosen_purpose(self) -> Purpose:
        """The purpose chosen, once the form is valid."""
        return self._purposes[self.cleaned_data["purpose"]]


class ShipForm(forms.Form):
    """The carrier and the number it gave, and what is inside where there can be several parcels."""

    carrier = forms.ChoiceField(label=_("Carrier"))
    tracking_number = forms.CharField(label=_("Tracking number"), max_length=40)

    to = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, order: OrderPage, to: OrderDestination, is_printed: bool = False
    ) -> None:
        """Ask for a parcel to one of the order's addresses. `is_printed`: its number stands on the label."""
        where = f"to{to.number}_" if to.number > 1 else ""
        super().__init__(
            data,
            auto_id=f"id_{where}printed_%s" if is_printed else f"id_{where}%s",
            initial={"carrier": to.carrier, "to": to.number},
        )
        self.is_printed, self.there = is_printed, to
        if not order.has_several:
            del self.fields["to"]
        names = [(carrier.id, in_words(carrier.name_ja, carrier.name_en)) for carrier in CARRIERS.values()]
        self.fields["carrier"].choices = names  # type: ignore[attr-defined] # a ChoiceField, declared above
        if is_printed:
            del self.fields["carrier"], self.fields["tracking_number"]
        can_split = to.unsent > 1 and order.can_split
        self.positions = add_pieces(self, to.goods, "unsent", start=None) if can_split else {}
        if self.positions or order.has_several:
            self.fields["of"] = forms.IntegerField(
                initial=to.unsent, widget=forms.HiddenInput, required=False
            )

    def number(self) -> dict[str, str]:
        """Carrier and tracking number of a valid form."""
        return {name: self.cleaned_data[name] for name in ("carrier", "tracking_number")}

    def of(self) -> int | None:
        """How many pieces were left on the page on which a valid form was filled in."""
        return self.cleaned_data.get("of")

    def pieces(self) -> dict[int, int] | None:
        """What is inside, of a valid form; None: everything, where nothing was typed."""
        typed = {at: self.cleaned_data[name] for name, at in self.positions.items()}
        if all(number is None for number in typed.values()):
            return None
        return {at: number or 0 for at, number in typed.items()}

    def clean_tracking_number(self) -> str:
        """The number in the carriers' form. Raises ValidationError."""
        number = tidy_tracking_number(self.cleaned_data["tracking_number"])
        if number is None:
            raise forms.ValidationError(_("A tracking number has 8 to 16 digits or letters."))
        return number


class RefundForm(forms.Form):
    """How much goes back, and why; `of` so much that could be refunded on its page."""

    amount = forms.IntegerField(label=_("Amount in yen"), min_value=1)
    reason = forms.ChoiceField(label=_("Reason"))
    of = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the reasons that a person may give."""
        super().__init__(*args, **kwargs)
        offered = [(reason.value, REFUND_REASON_NAMES[reason]) for reason in REASONS_TO_REFUND]
        self.fields["reason"].choices = offered  # type: ignore[attr-defined] # a ChoiceField, declared above

    def chosen_reason(self) -> RefundReason:
        """The reason of a valid form."""
        return RefundReason(self.cleaned_data["reason"])


def add_pieces(
    form: forms.Form, lines: Iterable[OrderedLine | DestinedGoods], count: str, *, start: int | None = 0
) -> dict[str, int]:
    """Add a field for each line of which `count` names pieces; the fields' names and lines' positions."""
    for line in lines:
        if most := getattr(line, count):
            form.fields[f"line-{line.position}"] = forms.IntegerField(
                label=line.name,
                min_value=0,
                max_value=most,
                initial=start,
                required=False,
                help_text=ngettext("Of %(num)s piece", "Of %(num)s pieces", most) % {"num": most},
            )
    return {f"line-{line.position}": line.position for line in lines if getattr(line, count)}


class LeaveOutForm(forms.Form):
    """How many pieces of each line will not be sent; `of` so many that were left on its page."""

    to_stock = forms.BooleanField(label=_("They can be sold again"), required=False)
    of = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, lines: Iterable[DestinedGoods], **kwargs: Any) -> None:
        """One field for each line of which something is still to be sent to an address."""
        super().__init__(*args, **kwargs)
        lines = tuple(lines)
        self.positions = add_pieces(self, lines, "unsent")
        self.fields["of"].initial = sum(line.unsent for line in lines)
        self.order_fields([*self.positions, "to_stock"])

    def pieces(self) -> dict[int, int]:
        """Positions with how many pieces are left out, of a valid form."""
        return {at: self.cleaned_data[name] or 0 for name, at in self.positions.items()}


class ReturnForm(forms.Form):
    """How many pieces of each line came back; `of` so many that were with the customer on its page."""

    to_stock = forms.BooleanField(label=_("They can be sold again"), required=False)
    money_back = forms.BooleanField(label=_("Give back what was paid for them"), required=False, initial=True)
    of = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, lines: Iterable[OrderedLine], asked: Mapping[int, int] | None = None, **kwargs: Any
    ) -> None:
        """One field for each line of which something is with the customer; `asked`: what they send back."""
        super().__init__(*args, **kwargs)
        lines = tuple(lines)
        self.positions = add_pieces(self, lines, "left")
        self.fields["of"].initial = sum(line.left for line in lines)
        for name, at in self.positions.items():
            self.fields[name].initial = (asked or {}).get(at, 0)
        self.order_fields([*self.positions, "to_stock", "money_back"])

    def pieces(self) -> dict[int, int]:
        """Positions with how many pieces came back, of a valid form."""
        return {at: self.cleaned_data[name] or 0 for name, at in self.positions.items()}
