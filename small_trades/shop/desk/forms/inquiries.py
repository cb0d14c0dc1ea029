"""What staff type on the screens of inquiries."""

from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import InquiryText
from small_trades.shop.inquiries.file_field import WithFiles
from small_trades.shop.inquiries.files import TakenFile
from small_trades.shop.inquiries.queries import InquiryFilter
from small_trades.shop.inquiries.states import (
    INQUIRY_KIND_NAMES,
    INQUIRY_STATE_NAMES,
    InquiryKind,
    InquiryState,
)
from small_trades.shop.kernel.text import clean, holds_card_number

LONGEST_ANSWER = 5000
MINE, NOBODYS = "mine", "nobodys"

_ANY: list[tuple[str, str | Promise]] = [("", _("Any"))]


class InquiryFilterForm(forms.Form):
    """Which inquiries to list. What is left empty does not narrow."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[*_ANY, *((key.value, name) for key, name in INQUIRY_STATE_NAMES.items())],
    )
    kind = forms.ChoiceField(
        label=_("About"),
        required=False,
        choices=[*_ANY, *((key.value, name) for key, name in INQUIRY_KIND_NAMES.items())],
    )
    owner = forms.ChoiceField(
        label=_("Looked after by"),
        required=False,
        choices=[*_ANY, (MINE, _("You yourself")), (NOBODYS, _("Nobody yet"))],
    )
    code = forms.CharField(label=_("Inquiry code"), required=False, max_length=40)

    def wanted(self, staff_id: UUID) -> InquiryFilter:
        """The filter of this member of staff; a field with a mistake does not narrow."""
        given = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return InquiryFilter(
            state=InquiryState(given["state"]) if given.get("state") else None,
            kind=InquiryKind(given["kind"]) if given.get("kind") else None,
            owner_id=staff_id if given.get("owner") == MINE else None,
            has_owner=False if given.get("owner") == NOBODYS else None,
            code=given.get("code", ""),
        )


class AnswerForm(WithFiles):
    """The shop's answer."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("The customer is told by mail and reads it on the page of the inquiry."),
    )
    field_order = ("text", "attached")

    def clean_text(self) -> str:
        """The answer without control characters. Raises ValidationError."""
        text = clean(str(self.cleaned_data["text"]))
        if not text:
            raise forms.ValidationError(_("Write an answer."))
        if holds_card_number(text):
            raise forms.ValidationError(_("This looks like a card number. Never write one here."))
        return text

    def answer(self) -> InquiryText:
        """The text to seal, once the form is valid."""
        return InquiryText(self.cleaned_data["text"])

    def sent_files(self) -> tuple[TakenFile, ...]:
        """What goes with it, once the form is valid."""
        taken: tuple[TakenFile, ...] = self.cleaned_data["attached"]
        return taken
