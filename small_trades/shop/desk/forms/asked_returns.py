"""What the desk says to somebody who asks to send goods back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import InquiryText
from small_trades.shop.account.fields import LetterField

ACCEPT, DECLINE = "accept", "decline"


class DecideReturnForm(forms.Form):
    """Yes or no, and the words the customer reads, while there is an inquiry to write them in."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("", _("Please choose")),
            (ACCEPT, _("Accept the return")),
            (DECLINE, _("Decline the return")),
        ],
        error_messages={"required": _("Please choose")},
    )
    text = LetterField(
        label=_("What the customer reads"),
        rows=6,
        help_text=_(
            "Accepted: how to pack, where to send it, who pays. Declined: why. It becomes a message in their "
            "inquiry, and a mail says that there is one."
        ),
    )

    def __init__(self, *args: Any, can_write: bool, **kwargs: Any) -> None:
        """Ask for words where somebody can read them."""
        super().__init__(*args, **kwargs)
        if not can_write:
            del self.fields["text"]

    def words(self) -> InquiryText:
        """What was written, once the form is valid; nothing where nobody could read it."""
        return InquiryText(self.cleaned_data.get("text", ""))

    @property
    def is_accepted(self) -> bool:
        """Whether a valid form says yes."""
        return str(self.cleaned_data["decision"]) == ACCEPT
