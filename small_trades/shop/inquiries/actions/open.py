"""Take an inquiry."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import TERMS_VERSION
from small_trades.policy.groups import EmailAddress, InquiryText, PersonName
from small_trades.privacy.rights import Channel, RequestKind
from small_trades.shop.account.models import Customer
from small_trades.shop.inquiries.actions.changing import Way, add_message
from small_trades.shop.inquiries.files import TakenFile
from small_trades.shop.inquiries.lookups import INQUIRY_EMAIL
from small_trades.shop.inquiries.models import Inquiry
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
    files: tuple[TakenFile, ...] = ()


FORM: Final = Way("inquiry")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes, where they are known already: the person of an order, and their member's number if any."""

    subject: UUID
    customer_id: UUID | None


@dataclass(frozen=True, slots=True)
class OpenedInquiry:
    """Which inquiry it became, and the first message in it."""

    id: UUID
    code: str
    message_id: UUID


@transaction.atomic
def open_inquiry(
    new: NewInquiry, *, language: str, customer: Customer | None = None, sender: Sender | None = None
) -> OpenedInquiry:
    """Keep an inquiry with its first message, and tell its sender by mail that it arrived."""
    opened = keep_inquiry(new, language=language, customer=customer, sender=sender)
    later("inquiries.send_received", opened.id)
    return opened


def keep_inquiry(
    new: NewInquiry,
    *,
    language: str,
    customer: Customer | None = None,
    sender: Sender | None = None,
    way: Way = FORM,
) -> OpenedInquiry:
    """The same inside the caller's transaction, and nobody is told. Without a sender it is somebody new."""
    now = timezone.now()
    if sender is None:
        sender = Sender(customer.subject, customer.pk) if customer else Sender(privacy.new_subject(), None)
    inquiry = Inquiry(
        code=new_code(),
        subject=sender.subject,
        customer_id=sender.customer_id,
        kind=new.kind,
        language=language,
        order_code=new.order_code,
        is_by_mail=way.is_by_mail,
        policy_version=privacy.policy_in_force(),
        terms_version=TERMS_VERSION,
        opened_at=now,
        waiting_since=now,
        answer_by=now + ANSWERED_WITHIN[new.kind],
    )
    privacy.collect(inquiry, notice=way.notice, name=new.name, email=new.email)
    inquiry.save()
    message_id = add_message(inquiry, new.text, at=now, way=replace(way, files=new.files))
    INQUIRY_EMAIL.put(new.email.address, subject=inquiry.subject, record=inquiry.pk)
    _open_request(inquiry)
    return OpenedInquiry(inquiry.pk, inquiry.code, message_id)


def _open_request(inquiry: Inquiry) -> None:
    """What asks for a right is a request with a clock of its own, whose words stand in the inquiry."""
    kind = _REQUESTS.get(InquiryKind(inquiry.kind))
    if kind is not None:
        privacy.rights.open_request(inquiry.subject, kind, channel=Channel.INQUIRY, inquiry_id=inquiry.pk)
