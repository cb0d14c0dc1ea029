"""What staff choose and type on the screen of parcels."""

from typing import Any, Final
from urllib.parse import parse_qsl

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.shop.desk.actions.tracking import Trouble
from small_trades.shop.desk.forms.orders import in_words
from small_trades.shop.desk.forms.reasons import ReasonField
from small_trades.shop.desk.tracking_file import (
    MOST_BYTES,
    MOST_LINES,
    NoTrackingFileError,
    TrackingLine,
    read,
)
from small_trades.shop.orders.carriers import CARRIERS, tidy_tracking_number
from small_trades.shop.orders.parcel_codes import read_parcel_code

SLIPS, LABELS = "slips", "labels"
TROUBLE_WORDS: Final[dict[Trouble, str | Promise]] = {
    Trouble.NO_CODE: _("There is no order code in this line."),
    Trouble.NO_NUMBER: _("A tracking number has 8 to 16 digits or letters."),
    Trouble.UNKNOWN: _("We know no order of this code."),
    Trouble.TWICE: _("The order stands in a line above."),
    Trouble.NOT_PACKING: _("The order is not being packed."),
    Trouble.ON_HOLD: _("The order is on hold."),
    Trouble.SEVERAL: _("It goes to several addresses. Write the number of the address after its code: -2."),
    Trouble.NO_ADDRESS: _("The order has no address of this number."),
    Trouble.PIECES: _("Not so many pieces of these are left to send."),
    Trouble.IN_ONE: _("What is paid on delivery leaves in one parcel."),
    Trouble.KNOWN: _("A parcel of the order has left under this number."),
    Trouble.OUTDATED: _("Its label is outdated. Print it anew first."),
    Trouble.NOT_TAKEN: _("The carrier did not take the parcel. Please try again."),
}


class PapersForm(forms.Form):
    """Which papers to print, and why the addresses are opened. The orders are chosen in the list."""

    what = forms.ChoiceField(
        label=_("Print"),
        choices=[(SLIPS, _("Packing slips")), (LABELS, _("Address labels"))],
    )
    reason = ReasonField()


class TrackingFileForm(forms.Form):
    """The carrier and the file its program wrote."""

    carrier = forms.ChoiceField(label=_("Carrier"))
    file = forms.FileField(
        label=_("File (CSV)"),
        help_text=_(
            "An order's code and its tracking number in each line, as the carrier's program writes them. "
            "With columns sku and quantity a parcel holds just these goods, else everything that is left."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the carriers in the language of the page."""
        super().__init__(*args, **kwargs)
        names = [(one.id, in_words(one.name_ja, one.name_en)) for one in CARRIERS.values()]
        self.fields["carrier"].choices = names  # type: ignore[attr-defined] # a ChoiceField, declared above

    def clean_file(self) -> tuple[TrackingLine, ...]:
        """The lines of the file. Raises ValidationError."""
        sent = self.cleaned_data["file"]
        try:
            return read(sent.read(MOST_BYTES + 1))
        except NoTrackingFileError:
            words = _(
                "This file cannot be read: it needs columns of code and number, and %(most)s lines at most."
            )
            raise forms.ValidationError(words % {"most": f"{MOST_LINES:,}"}) from None


def lines_sent(sent: list[str]) -> tuple[TrackingLine, ...]:
    """The lines that were looked at before, as the page sent them back."""
    lines = []
    for at, text in enumerate(sent[:MOST_LINES], start=1):
        code, number, goods = (*text.split(" "), "", "", "")[:3]
        inside = tuple((name, int(one) if one.isdecimal() else 0) for name, one in parse_qsl(goods))
        order, to = read_parcel_code(code)
        lines.append(TrackingLine(at, order, tidy_tracking_number(number), inside, to))
    return tuple(lines)
