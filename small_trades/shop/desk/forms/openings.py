"""Asking to open more people than an hour's budget."""

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.desk.forms.reasons import ReasonField

MOST_AT_ONCE = 500


class AskOpeningsForm(forms.Form):
    """How many people more, and what for."""

    people = forms.IntegerField(label=_("How many people more"), min_value=1, max_value=MOST_AT_ONCE)
    reason = ReasonField(help_text=_("Who decides reads this."))
