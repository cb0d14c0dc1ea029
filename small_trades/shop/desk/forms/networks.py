"""The networks from which the desk opens, as they are typed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.desk.actions.networks import MOST, NotANetworkError, TooManyNetworksError, parse
from small_trades.shop.desk.networks import Network

_LONGEST = 4000


class NetworksForm(forms.Form):
    """One network a line."""

    networks = forms.CharField(
        label=_("Networks"),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": "6", "spellcheck": "false"}),
        help_text=_("One a line, such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32. Empty: everywhere."),
    )

    def clean_networks(self) -> tuple[Network, ...]:
        """The networks. Raises ValidationError."""
        try:
            return parse(str(self.cleaned_data["networks"]))
        except NotANetworkError as error:
            words = _("This is no network: %(lines)s")
            raise forms.ValidationError(words % {"lines": ", ".join(error.lines[:5])}) from None
        except TooManyNetworksError:
            raise forms.ValidationError(_("At most %(most)s networks.") % {"most": MOST}) from None
