"""Finding people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.policy.declaration import INQUIRY_ANSWER, NOTICE, ORDER_CARE
from small_trades.privacy.rights import Identified
from small_trades.shop.desk.forms.reasons import ReasonField
from small_trades.shop.rights.wording import IDENTIFICATIONS

MEMBER_PURPOSES = (NOTICE, ORDER_CARE, INQUIRY_ANSWER)


class FindPeopleForm(forms.Form):
    """One field for everything; what was typed decides how it is read."""

    wanted = forms.CharField(
        label=_("Name, reading, telephone, e-mail address or code"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type whom you look for.")},
        help_text=_("At least two letters of a name, or four digits of a telephone number."),
    )


class TakeInForm(forms.Form):
    """Which order of a guest is the member's, how the shop knows who asks, and why."""

    code = forms.CharField(
        label=_("Order code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the code of the order.")},
        help_text=_("Of an order placed without signing in, with the address that the member registered."),
    )
    how = forms.ChoiceField(
        label=_("How do you know who asks?"),
        choices=[
            (how.value, IDENTIFICATIONS[how])
            for how in (Identified.KNOWN_FACTS, Identified.DOCUMENT_SEEN, Identified.REPRESENTATIVE)
        ],
        help_text=_("Ask for no more than the request warrants. Do not keep a copy of a document."),
    )
    reason = ReasonField()
    is_final = forms.BooleanField(
        label=_("The member asked for it, and was told that it cannot be undone."),
        error_messages={"required": _("Only the member can ask for it.")},
    )

    def why(self) -> str:
        """What the member reads: how it was made sure of, and the reason."""
        how = str(IDENTIFICATIONS[Identified(self.cleaned_data["how"])])
        return f"{self.cleaned_data['reason']} ({how})"
