"""What the pages of rights ask."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.account.fields import EmailAddressField, MailedCodeField, PersonalForm

_NOW: Final = "now"
_LATER: Final = "later"


class LeaveForm(PersonalForm):
    """When everything is deleted."""

    when = forms.ChoiceField(
        label=_("When?"),
        choices=[
            (_LATER, _("In 72 hours; until then I can undo it")),
            (_NOW, _("Now; it cannot be undone")),
        ],
        initial=_LATER,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose when.")},
    )

    def is_now(self) -> bool:
        """Whether nothing is waited for."""
        return bool(self.cleaned_data["when"] == _NOW)


class ConfirmForm(PersonalForm):
    """The mailed code."""

    code = MailedCodeField()


class RequestForm(PersonalForm):
    """Which right, and by which address the person is known."""

    right = forms.ChoiceField(
        label=_("What would you like?"),
        choices=[
            ("copy", _("See what you hold about me, as a copy")),
            ("correct", _("Have something corrected")),
            ("stop", _("Have a use stopped")),
            ("consents", _("See and withdraw my consents")),
            ("delete", _("Have everything deleted")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what you would like.")},
    )
    email = EmailAddressField(help_text=_("The address you gave with an order or an inquiry."))
