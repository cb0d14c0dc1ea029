"""Asking to open more people than an hour's budget."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.desk.forms.orders import LONGEST_REASON, SHORTEST_REASON
from small_trades.shop.kernel.text import holds_card_number, one_line

MOST_AT_ONCE = 500


class OwnReasonField(forms.CharField):
    """Why something is asked for, in words that a second person reads."""

    def __init__(self, *, help_text: Any = "") -> None:
        """One line of a few words at least."""
        super().__init__(
            label=_("Reason"), min_length=SHORTEST_REASON, max_length=LONGEST_REASON, help_text=help_text
        )

    def clean(self, value: object) -> str:
        """One tidy line. Raises ValidationError."""
        reason = one_line(str(super().clean(value)))
        if len(reason) < SHORTEST_REASON:
            raise forms.ValidationError(_("Say in a few words what it is for."))
        if holds_card_number(reason):
            raise forms.ValidationError(_("This looks like a card number. Never write one here."))
        return reason


class AskOpeningsForm(forms.Form):
    """How many people more, and what for."""

    people = forms.IntegerField(label=_("How many people more"), min_value=1, max_value=MOST_AT_ONCE)
    reason = OwnReasonField(help_text=_("Who decides reads this."))
