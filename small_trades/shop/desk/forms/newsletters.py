"""What is typed for an issue of the newsletter, and an address that asked to stop it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.account.fields import EmailAddressField, LetterField, LineField, PersonalForm
from small_trades.shop.marketing.actions.write import IssueWords

LONGEST_SUBJECT = 100
_NAMES = ("subject_ja", "body_ja", "subject_en", "body_en")


class IssueForm(forms.Form):
    """Subject and text in Japanese, English or both."""

    subject_ja = LineField(label=_("Subject in Japanese"), max_length=LONGEST_SUBJECT, required=False)
    body_ja = LetterField(label=_("Text in Japanese"), rows=12, required=False)
    subject_en = LineField(label=_("Subject in English"), max_length=LONGEST_SUBJECT, required=False)
    body_en = LetterField(label=_("Text in English"), rows=12, required=False)

    def clean(self) -> dict[str, Any]:
        """One language at least, and each with subject and text."""
        given = super().clean() or {}
        for language in ("ja", "en"):
            subject, body = f"subject_{language}", f"body_{language}"
            if given.get(subject) and not given.get(body) and body not in self.errors:
                self.add_error(body, _("This language has a subject and no text."))
            if given.get(body) and not given.get(subject) and subject not in self.errors:
                self.add_error(subject, _("This language has a text and no subject."))
        if not self.errors and not any(given.get(name) for name in _NAMES):
            self.add_error(None, _("Write it in one language at least."))
        return given

    def words(self) -> IssueWords:
        """The issue, once the form is valid."""
        return IssueWords(**{name: self.cleaned_data[name] for name in _NAMES})


class StopAddressForm(PersonalForm):
    """The address of somebody who asked the shop to stop."""

    email = EmailAddressField(
        autocomplete="off", help_text=_("For those who ask by mail or telephone instead of using the link.")
    )
