"""What a member chooses on My Page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class EarlierOrdersForm(forms.Form):
    """Which of the orders that were found are put into the membership, and that this is for good."""

    orders = forms.MultipleChoiceField(
        label=_("Orders to take in"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one order."),
            "invalid_choice": _("Choose from the orders of this page."),
        },
    )
    is_final = forms.BooleanField(
        label=_("I have read that this cannot be undone."),
        error_messages={"required": _("Please confirm that you have read it.")},
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """`choices` are the orders that can be chosen, each by its code with what the page says of it."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["orders"]
        field.choices = list(choices)
