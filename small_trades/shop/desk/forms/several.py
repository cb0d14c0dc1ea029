"""What is done with the chosen orders, and what is typed for each."""

from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.shop.desk.actions.several import Deed, Outcome, Snag, ToShip
from small_trades.shop.desk.forms.orders import in_words
from small_trades.shop.desk.forms.reasons import ReasonField
from small_trades.shop.orders.carriers import CARRIERS, tidy_tracking_number

DEED_NAMES: Final[dict[Deed, str | Promise]] = {
    Deed.PACK: _("Begin to pack"),
    Deed.SLIPS: _("Packing slips"),
    Deed.LABELS: _("Address labels"),
    Deed.SHIP: _("Ship"),
}
SNAG_WORDS: Final[dict[Snag, str | Promise]] = {
    Snag.GONE: _("We know no order of this code."),
    Snag.ON_HOLD: _("The order is on hold."),
    Snag.GIVEN_BACK: _("All that was paid went back. It is not to be sent; please cancel it."),
    Snag.NOT_READY: _("The order waits for its payment, or is further along."),
    Snag.NOT_TO_SEND: _("The order is not to be sent now."),
    Snag.NOT_PACKED: _("The order is not being packed."),
    Snag.NO_LABEL: _("It has no label yet. Print it at the order, where its number is typed."),
    Snag.OUTDATED: _("Its label is outdated. Print it anew first."),
    Snag.SEVERAL: _("It goes to several addresses. Send its parcels at the order, one for each address."),
    Snag.KNOWN: _("A parcel of the order has left under this number."),
    Snag.NO_NUMBER: _("A tracking number has 8 to 16 digits or letters."),
    Snag.NOT_TAKEN: _("The carrier did not take the parcel. Please try again."),
    Snag.SHUT: _("The policy, or what your hour allows, keeps its address shut."),
}


class ReasonForm(forms.Form):
    """Why the addresses of the chosen orders are opened."""

    reason = ReasonField()


class ShipSeveralForm(forms.Form):
    """A carrier for all, and for each order the number it gave."""

    carrier = forms.ChoiceField(label=_("Carrier"))

    def __init__(self, *args: Any, outcomes: tuple[Outcome, ...], **kwargs: Any) -> None:
        """One field for each order that can be shipped; with a label it may stay empty."""
        super().__init__(*args, **kwargs)
        names = [(one.id, in_words(one.name_ja, one.name_en)) for one in CARRIERS.values()]
        self.fields["carrier"].choices = names  # type: ignore[attr-defined] # a ChoiceField, declared above
        self.codes = tuple(one.code for one in outcomes if one.snag is None)
        labelled = {one.code for one in outcomes if one.has_label}
        for code in self.codes:
            self.fields[_name(code)] = forms.CharField(
                label=_("Tracking number of %(code)s") % {"code": code},
                max_length=40,
                required=code not in labelled,
            )

    def clean(self) -> dict[str, Any] | None:
        """Each number in the carriers' form; a mistake stands at its row. Raises ValidationError."""
        for code in self.codes:
            typed = self.cleaned_data.get(_name(code))
            if typed:
                number = tidy_tracking_number(typed)
                if number is None:
                    self.add_error(_name(code), str(SNAG_WORDS[Snag.NO_NUMBER]))
                self.cleaned_data[_name(code)] = number
        return self.cleaned_data

    def rows(self) -> list[tuple[str, forms.BoundField]]:
        """Each order with its field."""
        return [(code, self[_name(code)]) for code in self.codes]

    def to_ship(self) -> tuple[ToShip, ...]:
        """The orders with their numbers, once the form is valid."""
        carrier = self.cleaned_data["carrier"]
        return tuple(ToShip(code, carrier, self.cleaned_data[_name(code)] or "") for code in self.codes)


def _name(code: str) -> str:
    return f"number-{code}"
