"""What is asked of somebody who subscribes: an address, and nothing else."""

from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import EmailAddress
from small_trades.shop.account.fields import EmailAddressField, PersonalForm


class SubscribeForm(PersonalForm):
    """One address."""

    email = EmailAddressField(help_text=_("We send a mail with a link to this address first."))

    def address(self) -> EmailAddress:
        """What was typed, once the form is valid."""
        return EmailAddress(self.cleaned_data["email"])
