"""What is asked of somebody who objects to a refusal."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import EmailAddress, EvidenceText
from small_trades.shop.account.fields import EmailAddressField, PersonalForm
from small_trades.shop.kernel.text import clean, holds_card_number
from small_trades.shop.misuse.actions.appeal import Objection

LONGEST_TEXT = 3_000


class WordsField(forms.CharField):
    """Several lines without control characters and card numbers."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        """The cleaned text; empty where nothing was typed."""
        return clean(str(value)) if value is not None else ""

    def validate(self, value: str) -> None:
        """Refuse what is missing, too long, or seems to hold a card number."""
        super().validate(value)
        if len(value) > LONGEST_TEXT:
            raise ValidationError(
                _("This is too long: at most %(count)d characters."), params={"count": LONGEST_TEXT}
            )
        if holds_card_number(value):
            raise ValidationError(
                _("This seems to hold a card number. Please take it out: we never need it.")
            )


class AppealForm(PersonalForm):
    """What speaks against the refusal, and where to write."""

    text = WordsField(
        label=_("Why you object"),
        widget=forms.Textarea(attrs={"rows": "7", "maxlength": str(LONGEST_TEXT)}),
        help_text=_("Say what is not right. You need not prove anything now; we ask you where we need more."),
    )
    email = EmailAddressField(help_text=_("We write to this address once it is decided."))

    def objection(self, language: str) -> Objection:
        """What was written, once the form is valid."""
        return Objection(
            EvidenceText(self.cleaned_data["text"]), EmailAddress(self.cleaned_data["email"]), language
        )
