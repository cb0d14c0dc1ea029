"""Why somebody at the desk does or asks for something, in words that others read."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel.text import holds_card_number, one_line

SHORTEST_REASON: Final = 4
LONGEST_REASON: Final = 200
_READ_BY_CUSTOMERS: Final = _("The customer can read this. Do not write names or addresses here.")


class ReasonField(forms.CharField):
    """Why a value is opened or something is done: one line of a few words at least."""

    def __init__(self, *, help_text: Any = _READ_BY_CUSTOMERS) -> None:
        """`help_text` says who reads it, where that is not the customer."""
        super().__init__(
            label=_("Reason"), min_length=SHORTEST_REASON, max_length=LONGEST_REASON, help_text=help_text
        )

    def clean(self, value: object) -> str:
        """One tidy line. Raises ValidationError."""
        reason = one_line(str(super().clean(value)))
        if len(reason) < SHORTEST_REASON:
            raise ValidationError(_("Say in a few words what it is for."))
        if holds_card_number(reason):
            raise ValidationError(_("This looks like a card number. Never write one here."))
        return reason
