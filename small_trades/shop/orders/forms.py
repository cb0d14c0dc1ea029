"""What is asked of someone who looks for an order."""

from django.utils.translation import gettext_lazy as _

from small_trades.shop.account.fields import EmailAddressField, LineField, PersonalForm

LONGEST_CODE = 20


class FindOrderForm(PersonalForm):
    """Order code and the e-mail address that was given with the order."""

    code = LineField(
        label=_("Order code"),
        max_length=LONGEST_CODE,
        help_text=_("It is in your confirmation mail and looks like 7K3F-9QXM-2RTD."),
    )
    email = EmailAddressField(help_text=_("The address you gave with the order."))
