"""What is asked of someone who looks for an order."""

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.account.fields import (
    EmailAddressField,
    LineField,
    MailedCodeField,
    PersonalForm,
    PostcodeField,
    TelephoneField,
)
from small_trades.shop.orders.actions.issue import Wanted
from small_trades.shop.orders.papers import PROVISO_WORDS, DocumentKind, Proviso
from small_trades.shop.orders.proof import Claims

LONGEST_CODE = 20


class FindOrderForm(PersonalForm):
    """Order code and the e-mail address that was given with the order."""

    code = LineField(
        label=_("Order code"),
        max_length=LONGEST_CODE,
        help_text=_("It is in your confirmation mail and looks like 7K3F-9QXM-2RTD."),
    )
    email = EmailAddressField(help_text=_("The address you gave with the order."))


class ProofForm(PersonalForm):
    """What shows that a request comes from the person: the mailed code, and what they know."""

    code = MailedCodeField()
    name = LineField(label=_("Name"), autocomplete="name", required=False)
    postal_code = PostcodeField(required=False)
    tel = TelephoneField(required=False)
    record_code = LineField(
        label=_("Code of an order or inquiry"),
        max_length=LONGEST_CODE,
        required=False,
        help_text=_("It is in the mails you had from us and looks like 7K3F-9QXM-2RTD."),
    )

    def claims(self) -> Claims:
        """What was typed, for `orders.proof.prove`."""
        typed = self.cleaned_data
        return Claims(typed["code"], typed["name"], typed["postal_code"], typed["tel"], typed["record_code"])


class DocumentForm(forms.Form):
    """Which document of an order, and what a receipt says the money was for."""

    kind = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in DocumentKind])
    refund = forms.UUIDField(required=False)
    proviso = forms.ChoiceField(
        label=_("Received for"),
        required=False,
        choices=[(proviso.value, words) for proviso, words in PROVISO_WORDS.items()],
    )

    def wanted(self) -> Wanted:
        """What is asked for, once the form is valid."""
        given = self.cleaned_data
        return Wanted(
            kind=DocumentKind(given["kind"]),
            refund_id=given["refund"],
            proviso=Proviso(given["proviso"] or Proviso.GOODS),
        )
