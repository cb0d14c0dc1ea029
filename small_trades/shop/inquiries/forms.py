"""What is asked of someone who writes to the shop."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import EmailAddress, InquiryText, PersonName
from small_trades.shop.account.fields import (
    LONGEST_NAME,
    EmailAddressField,
    LetterField,
    LineField,
    PersonalForm,
)
from small_trades.shop.account.queries import Prefill
from small_trades.shop.inquiries.actions import NewInquiry
from small_trades.shop.inquiries.file_field import WithFiles
from small_trades.shop.inquiries.files import TakenFile
from small_trades.shop.inquiries.states import INQUIRY_KIND_NAMES, InquiryKind
from small_trades.shop.kernel.codes import normalise_code

LONGEST_CODE = 20


class OrderCodeField(LineField):
    """An order code as people type it; empty where none is given."""

    def clean(self, value: object) -> str:
        """The code in its canonical form."""
        typed = super().clean(value)
        code = normalise_code(typed) if typed else ""
        if code is None:
            raise ValidationError(
                _("An order code looks like 7K3F-9QXM-2RTD. You may also leave this empty.")
            )
        return code


class InquiryForm(WithFiles, PersonalForm):
    """A new inquiry."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("Please choose")), *INQUIRY_KIND_NAMES.items()],
        error_messages={"required": _("Please choose what it is about.")},
    )
    text = LetterField(label=_("Your message"), rows=8)
    order_code = OrderCodeField(
        label=_("Order code"),
        required=False,
        max_length=LONGEST_CODE,
        help_text=_("If it is about an order. It is in your confirmation mail."),
    )
    name = LineField(label=_("Your name"), autocomplete="name", max_length=2 * LONGEST_NAME)
    email = EmailAddressField(help_text=_("We write to this address when there is an answer."))
    field_order = ("kind", "text", "attached", "order_code", "name", "email")

    def inquiry(self) -> NewInquiry:
        """What was asked, once the form is valid."""
        given = self.cleaned_data
        return NewInquiry(
            kind=InquiryKind(given["kind"]),
            name=PersonName(given["name"], ""),
            email=EmailAddress(given["email"]),
            text=InquiryText(given["text"]),
            order_code=given["order_code"],
            files=given["attached"],
        )


class ReplyForm(WithFiles, PersonalForm):
    """One more message."""

    text = LetterField(label=_("Your message"), rows=5)
    field_order = ("text", "attached")

    def message(self) -> InquiryText:
        """What was written, once the form is valid."""
        return InquiryText(self.cleaned_data["text"])

    def sent_files(self) -> tuple[TakenFile, ...]:
        """What came with it, once the form is valid."""
        taken: tuple[TakenFile, ...] = self.cleaned_data["attached"]
        return taken


class FindInquiryForm(PersonalForm):
    """Inquiry code and the e-mail address that was given with it."""

    code = LineField(
        label=_("Inquiry code"),
        max_length=LONGEST_CODE,
        help_text=_("It is in the mail we sent you and looks like 7K3F-9QXM-2RTD."),
    )
    email = EmailAddressField(help_text=_("The address you gave with the inquiry."))


def prefilled(given: Prefill | None, *, kind: str, order_code: str) -> dict[str, str]:
    """What the form starts with: for members what they registered, and what the link that led here knew."""
    known = {
        "kind": kind if kind in set(InquiryKind) else "",
        "order_code": normalise_code(order_code) or "",
    }
    return known | ({"name": given.name.full, "email": given.email.address} if given else {})
