"""What is asked of somebody who waits: an address."""

from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import EmailAddress
from small_trades.shop.account.fields import EmailAddressField, PersonalForm


class RestockForm(PersonalForm):
    """One address."""

    email = EmailAddressField(help_text=_("We write once, and erase it as we do."))

    def address(self) -> EmailAddress:
        """What was typed, once the form is valid."""
        return EmailAddress(self.cleaned_data["email"])
