"""What staff say to a request: how they know who asks, and the decision with its letter."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import InquiryText
from small_trades.privacy.rights import Decision, Identified, ReasonCode
from small_trades.shop.account.fields import LetterField
from small_trades.shop.rights.wording import DECISIONS, IDENTIFICATIONS, REASONS

_BY_STAFF = (Identified.KNOWN_FACTS, Identified.DOCUMENT_SEEN, Identified.REPRESENTATIVE)


class IdentifyForm(forms.Form):
    """How the shop made sure who asks."""

    how = forms.ChoiceField(
        label=_("How do you know who asks?"),
        choices=[(how.value, IDENTIFICATIONS[how]) for how in _BY_STAFF],
        help_text=_("Ask for no more than the request warrants. Do not keep a copy of a document."),
    )


class TurnForm(forms.Form):
    """A stop becomes a deletion on the person's own wish."""

    is_their_wish = forms.BooleanField(
        label=_("The person has said so themselves, in their own words."),
        error_messages={"required": _("Only the person can wish for it.")},
    )


class DecideForm(forms.Form):
    """What was decided, why, and the letter, which goes into the conversation where there is one."""

    decision = forms.ChoiceField(label=_("Decision"), choices=list(DECISIONS.items()))
    reason = forms.ChoiceField(label=_("Reason"), choices=list(REASONS.items()))
    letter = LetterField(
        label=_("Letter"),
        rows=6,
        required=False,
        help_text=_("Sealed in the conversation; the person is told by mail that it is there."),
    )

    def __init__(self, *args: Any, is_identified: bool, has_thread: bool, **options: Any) -> None:
        """Whoever is not identified can only be refused for that; a letter needs a conversation."""
        super().__init__(*args, **options)
        self._is_identified = is_identified
        if has_thread:
            self.fields["letter"].required = True
        else:
            del self.fields["letter"]

    def clean(self) -> dict[str, Any]:
        """The reason must go with the decision."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        decision, reason = given.get("decision"), given.get("reason")
        if not (decision and reason):
            return given
        if (decision == Decision.GRANTED) != (reason == ReasonCode.AS_ASKED):
            self.add_error("reason", ValidationError(_("This reason does not go with the decision.")))
        elif (reason == ReasonCode.NOT_IDENTIFIED) == self._is_identified:
            self.add_error("reason", ValidationError(_("This reason does not go with the state.")))
        elif reason == ReasonCode.NOT_IDENTIFIED and decision != Decision.REFUSED:
            self.add_error("decision", ValidationError(_("Nothing is given to somebody unknown.")))
        return given

    def decided(self) -> tuple[Decision, ReasonCode]:
        """The decision, once the form is valid."""
        return Decision(self.cleaned_data["decision"]), ReasonCode(self.cleaned_data["reason"])

    def text(self) -> InquiryText | None:
        """The letter, where there is one."""
        text = self.cleaned_data.get("letter")
        return InquiryText(text) if text else None
