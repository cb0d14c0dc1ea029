"""Tell a customer about their inquiry. The address goes to the mail door unopened."""

from typing import TypedDict
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from small_trades import privacy
from small_trades.doors.mail.messages import InquiryAnswered, InquiryMail, InquiryReceived
from small_trades.policy.declaration import INQUIRY_ANSWER, RIGHTS
from small_trades.policy.groups import EmailAddress
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.inquiries.states import ANSWERED_WITHIN, RIGHTS_REQUESTS, InquiryKind
from small_trades.shop.site.queries import shop_facts


class _Common(TypedDict):
    to: privacy.Sealed[EmailAddress]
    language: str
    shop_name: str
    code: str
    thread_url: str


def received(inquiry_id: UUID) -> None:
    """The inquiry arrived, and by when it is answered."""
    inquiry = Inquiry.objects.get(pk=inquiry_id)
    answer_by = inquiry.opened_at + ANSWERED_WITHIN[InquiryKind(inquiry.kind)]
    _send(InquiryReceived(**_common(inquiry), answer_by=timezone.localdate(answer_by)), inquiry)


def answered(inquiry_id: UUID) -> None:
    """There is an answer."""
    inquiry = Inquiry.objects.get(pk=inquiry_id)
    _send(InquiryAnswered(**_common(inquiry)), inquiry)


def _send(mail: InquiryMail, inquiry: Inquiry) -> None:
    # What answers a request reaches also those who had every use stopped by it.
    purpose = RIGHTS if inquiry.kind in RIGHTS_REQUESTS else INQUIRY_ANSWER
    privacy.disclose(mail, through="mail", purpose=purpose)


def _common(inquiry: Inquiry) -> _Common:
    with translation.override(inquiry.language):
        path = reverse("inquiries:thread", kwargs={"code": inquiry.code})
        shop_name = shop_facts().name
    return {
        "to": inquiry.email,
        "language": inquiry.language,
        "shop_name": shop_name,
        "code": inquiry.code,
        "thread_url": f"{settings.SMALL_TRADES.base_url}{path}",
    }
