"""A name for a list of orders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.account.fields import LineField
from small_trades.shop.kernel.personal import names_somebody

LONGEST_NAME = 40


class OrderViewForm(forms.Form):
    """What the list is called, and for whom it is."""

    name = LineField(
        label=_("Name of the view"),
        max_length=LONGEST_NAME,
        help_text=_("What the list is about. No names, numbers or addresses of people."),
    )
    is_shared = forms.BooleanField(label=_("For everybody who sees orders"), required=False)

    def clean_name(self) -> str:
        """A name that leads to nobody. Raises ValidationError."""
        name = str(self.cleaned_data["name"])
        if names_somebody(name):
            raise forms.ValidationError(_("This leads to a person. A view is kept for everybody to read."))
        return name
