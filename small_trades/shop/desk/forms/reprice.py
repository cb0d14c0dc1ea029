"""How many prices are changed at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.desk.forms.products import MOST_YEN
from small_trades.shop.kernel.money import Rounding
from small_trades.shop.products.actions.reprice import LEAST_PERCENT, MOST_PERCENT, UNITS, PriceChange


class RepriceForm(forms.Form):
    """Which goods, by how much, and to what the new prices are rounded."""

    q = forms.CharField(label=_("Name, reading, maker or code"), max_length=100, required=False)
    by = forms.IntegerField(
        label=_("By how much"),
        min_value=-MOST_YEN,
        max_value=MOST_YEN,
        help_text=_("With a minus sign prices fall."),
    )
    kind = forms.ChoiceField(label=_("In"), choices=[("percent", _("percent")), ("yen", _("yen"))])
    unit = forms.TypedChoiceField(
        label=_("Round to"), coerce=int, initial=10, choices=[(unit, f"{unit:,}") for unit in UNITS]
    )
    rounding = forms.ChoiceField(
        label=_("Rounding"),
        initial=Rounding.NEAREST,
        choices=[
            (Rounding.NEAREST.value, _("to the nearest")),
            (Rounding.DOWN.value, _("down")),
            (Rounding.UP.value, _("up")),
        ],
    )
    keeps_old = forms.BooleanField(
        label=_("Keep the price of before as the price to compare with"),
        required=False,
        help_text=_("It is shown only where it was asked for long enough."),
    )

    def clean(self) -> dict[str, Any]:
        """A change changes something, and a percentage stays in its bounds."""
        cleaned = super().clean() or self.cleaned_data
        by = cleaned.get("by")
        if by == 0:
            self.add_error("by", _("Enter a number other than 0"))
        elif by is not None and cleaned.get("kind") == "percent" and not LEAST_PERCENT <= by <= MOST_PERCENT:
            self.add_error("by", _("Between −90 and 900 percent"))
        return cleaned

    def change(self) -> PriceChange:
        """What a valid form says."""
        given = self.cleaned_data
        return PriceChange(
            percent=given["by"] if given["kind"] == "percent" else 0,
            yen=given["by"] if given["kind"] == "yen" else 0,
            unit=given["unit"],
            rounding=Rounding(given["rounding"]),
        )
