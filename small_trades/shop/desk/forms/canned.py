"""A text to begin answers with, as it is typed, and choosing one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.account.fields import LineField
from small_trades.shop.desk.forms.inquiries import LONGEST_ANSWER
from small_trades.shop.inquiries.queries.canned import Canned
from small_trades.shop.kernel.personal import names_somebody
from small_trades.shop.kernel.text import clean
from small_trades.shop.site.queries import shop_facts

LONGEST_NAME = 60


class CannedForm(forms.Form):
    """A name, and the words in at least one language."""

    name = LineField(label=_("Title"), max_length=LONGEST_NAME)
    text_ja = forms.CharField(
        label=_("Text in Japanese"),
        max_length=LONGEST_ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": "8"}),
        help_text=_("The same for everybody who asks: no names, numbers or addresses of people."),
    )
    text_en = forms.CharField(
        label=_("Text in English"),
        max_length=LONGEST_ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": "8"}),
    )

    def clean(self) -> dict[str, Any] | None:
        """Words that lead to nobody but the shop. Raises ValidationError."""
        shop = shop_facts()
        for field in ("name", "text_ja", "text_en"):
            text = clean(str(self.cleaned_data.get(field, "")))
            if names_somebody(text, but=(shop.telephone, shop.inquiry_email, shop.address)):
                self.add_error(field, _("This leads to a person. It is kept for everybody to read."))
            elif field in self.cleaned_data:
                self.cleaned_data[field] = text
        if not self.errors and not (self.cleaned_data["text_ja"] or self.cleaned_data["text_en"]):
            raise forms.ValidationError(_("Write the text in at least one language."))
        return self.cleaned_data


class ChooseCannedForm(forms.Form):
    """Which text the answer begins with."""

    canned = forms.ChoiceField(label=_("Begin with"))

    def __init__(self, *args: Any, answers: Iterable[Canned], **kwargs: Any) -> None:
        """Offer those of the inquiry's language."""
        super().__init__(*args, **kwargs)
        offered = [(str(one.id), one.name) for one in answers]
        self.fields["canned"].choices = offered  # type: ignore[attr-defined] # a ChoiceField, declared above
