"""Take an inquiry."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import TERMS_VERSION
from small_trades.policy.groups import EmailAddress, InquiryText, PersonName
from small_trades.privacy.rights import Channel, RequestKind
from small_trades.shop.account.models import Customer
from small_trades.shop.inquiries.lookups import INQUIRY_EMAIL
from small_trades.shop.inquiries.models import Inquiry, InquiryMessage
from small_trades.shop.inquiries.states import ANSWERED_WITHIN, InquiryKind
from small_trades.shop.kernel.codes import new_code
from small_trades.shop.kernel.later import later

_REQUESTS: Final = {
    InquiryKind.DISCLOSURE: RequestKind.ACCESS,
    InquiryKind.CORRECTION: RequestKind.RECTIFY,
    # Of the two that this may ask for, the one that can be taken back.
    InquiryKind.SUSPENSION: RequestKind.RESTRICT,
}


@dataclass(frozen=True, slots=True, repr=False)
class NewInquiry:
    """What the form asks. `order_code` is empty or in its canonical form."""

    kind: InquiryKind
    name: PersonName
    email: EmailAddress
    text: InquiryText
    order_code: str = ""


@dataclass(frozen=True, slots=True)
class OpenedInquiry:
    """Which inquiry it became."""

    id: UUID
    code: str


@transaction.atomic
def open_inquiry(new: NewInquiry, *, language: str, customer: Customer | None = None) -> OpenedInquiry:
    """Keep an inquiry with its first message, and tell its sender by mail that it arrived."""
    now = timezone.now()
    inquiry = Inquiry(
        code=new_code(),
        subject=customer.subject if customer else privacy.new_subject(),
        customer_id=customer.pk if customer else None,
        kind=new.kind,
        language=language,
        order_code=new.order_code,
        policy_version=privacy.policy_in_force(),
        terms_version=TERMS_VERSION,
        opened_at=now,
        waiting_since=now,
        answer_by=now + ANSWERED_WITHIN[new.kind],
    )
    privacy.collect(inquiry, notice="inquiry", name=new.name, email=new.email)
    inquiry.save()
    message = InquiryMessage(inquiry=inquiry, subject=inquiry.subject, at=now)
    privacy.collect(message, notice="inquiry", text=new.text)
    message.save()
    INQUIRY_EMAIL.put(new.email.address, subject=inquiry.subject, record=inquiry.pk)
    later("inquiries.send_received", inquiry.pk)
    _open_request(inquiry)
    return OpenedInquiry(inquiry.pk, inquiry.code)


def _open_request(inquiry: Inquiry) -> None:
    """What asks for a right is a request with a clock of its own, whose words stand in the inquiry."""
    kind = _REQUESTS.get(InquiryKind(inquiry.kind))
    if kind is not None:
        privacy.rights.open_request(inquiry.subject, kind, channel=Channel.INQUIRY, inquiry_id=inquiry.pk)
