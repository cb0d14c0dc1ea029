"""Finding people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.policy.declaration import INQUIRY_ANSWER, NOTICE, ORDER_CARE

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
