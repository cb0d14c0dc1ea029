"""What is asked of somebody who objects to a refusal."""

from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import EmailAddress, EvidenceText
from small_trades.shop.account.fields import EmailAddressField, LetterField, PersonalForm
from small_trades.shop.misuse.actions.appeal import Objection

LONGEST_TEXT = 3_000


class AppealForm(PersonalForm):
    """What speaks against the refusal, and where to write."""

    text = LetterField(
        label=_("Why you object"),
        rows=7,
        max_length=LONGEST_TEXT,
        help_text=_("Say what is not right. You need not prove anything now; we ask you where we need more."),
    )
    email = EmailAddressField(help_text=_("We write to this address once it is decided."))

    def objection(self, language: str) -> Objection:
        """What was written, once the form is valid."""
        return Objection(
            EvidenceText(self.cleaned_data["text"]), EmailAddress(self.cleaned_data["email"]), language
        )
