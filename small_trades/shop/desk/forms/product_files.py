"""What staff send to import products."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

HEAVIEST_CSV = 100 * 1024 * 1024
HEAVIEST_ZIP = 2 * 1024 * 1024 * 1024


class ImportForm(forms.Form):
    """A CSV, and the pictures that it names in a ZIP."""

    file = forms.FileField(label=_("CSV file"), help_text=_("UTF-8 or Shift_JIS, 100 MB at most."))
    wanted = forms.ChoiceField(
        label=_("Format"),
        choices=[
            ("auto", _("By its heading")),
            ("ours", _("Small Trades")),
            ("shopify", "Shopify"),
            ("ec-cube", "EC-CUBE 4"),
        ],
    )
    pictures = forms.FileField(
        label=_("Pictures in a ZIP"),
        required=False,
        help_text=_("Found by their file names. The shop fetches nothing from other sites."),
    )

    def clean(self) -> dict[str, Any]:
        """Nothing larger than the shop works through. Raises ValidationError at its field."""
        cleaned = super().clean() or self.cleaned_data
        for name, most in (("file", HEAVIEST_CSV), ("pictures", HEAVIEST_ZIP)):
            if cleaned.get(name) and cleaned[name].size > most:
                self.add_error(name, _("This file is too large."))
        return cleaned
