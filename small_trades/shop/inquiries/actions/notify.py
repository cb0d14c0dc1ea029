"""Tell a customer about their inquiry. The address goes to the mail door unopened."""

from typing import TypedDict
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from small_trades import privacy
from small_trades.doors.mail.messages import (
    InquiryAnswered,
    InquiryMail,
    InquiryMailed,
    InquiryMailRefused,
    InquiryReceived,
)
from small_trades.policy.declaration import INQUIRY_ANSWER, RIGHTS
from small_trades.policy.groups import EmailAddress
from small_trades.shop.account.throttles import forgive_answer, may_answer
from small_trades.shop.inquiries.models import Inquiry, InquiryMessage
from small_trades.shop.inquiries.states import ANSWERED_WITHIN, RIGHTS_REQUESTS, InquiryKind
from small_trades.shop.site.queries import shop_facts


class _Common(TypedDict):
    to: privacy.Sealed[EmailAddress]
    language: str
    shop_name: str
    code: str
    thread_url: str
    reply_to: str


def received(inquiry_id: UUID) -> None:
    """The inquiry arrived, and by when it is answered."""
    inquiry = Inquiry.objects.get(pk=inquiry_id)
    answer_by = inquiry.opened_at + ANSWERED_WITHIN[InquiryKind(inquiry.kind)]
    mail = InquiryReceived(
        **_common(inquiry),
        files=_files(inquiry.messages.first()),
        answer_by=timezone.localdate(answer_by),
    )
    _send(mail, inquiry)


def answered(inquiry_id: UUID) -> None:
    """There is an answer."""
    inquiry = Inquiry.objects.get(pk=inquiry_id)
    answer = inquiry.messages.filter(staff_id__isnull=False).last()
    _send(InquiryAnswered(**_common(inquiry), files=_files(answer)), inquiry)


def mailed(message_id: UUID) -> None:
    """A mail became this message, or as much of it as the shop takes."""
    message = InquiryMessage.objects.select_related("inquiry").get(pk=message_id)
    inquiry = message.inquiry
    common = _common(inquiry)
    mail = InquiryMailed(
        **common,
        answer_by=timezone.localdate(inquiry.answer_by) if inquiry.answer_by else None,
        files=_files(message),
        attachments=message.attachments,
        is_cut=message.is_cut,
        request_url=_page("rights:request", inquiry.language),
    )
    _send(mail, inquiry)


def refused_mail(to: EmailAddress, *, has_card: bool, language: str) -> None:
    """Tell the sender of a mail that it was not taken, once a day at most; their address goes with the mail.

    Raises:
        privacy.DoorError: it could not be sent now, and may be tried again.
    """
    if not may_answer(to.address):
        return
    nowhere = Inquiry(subject=privacy.new_subject(), language=language)
    try:
        privacy.collect(nowhere, notice="inquiry-mail", email=to)
        with translation.override(language):
            shop_name = shop_facts().name
        form_url = _page("inquiries:new", language)
        mail = InquiryMailRefused(
            to=nowhere.email, language=language, shop_name=shop_name, has_card=has_card, form_url=form_url
        )
        privacy.disclose(mail, through="mail", purpose=INQUIRY_ANSWER)
    except privacy.DoorError as error:
        if not error.permanent:
            forgive_answer(to.address)
            raise
    finally:
        privacy.destroy(nowhere.subject)


def _send(mail: InquiryMail, inquiry: Inquiry) -> None:
    # What answers a request reaches also those who had every use stopped by it.
    purpose = RIGHTS if inquiry.kind in RIGHTS_REQUESTS else INQUIRY_ANSWER
    privacy.disclose(mail, through="mail", purpose=purpose)


def _files(message: InquiryMessage | None) -> int:
    return message.files.count() if message is not None else 0


def _common(inquiry: Inquiry) -> _Common:
    with translation.override(inquiry.language):
        path = reverse("inquiries:thread", kwargs={"code": inquiry.code})
        facts = shop_facts()
        shop_name = facts.name
    return {
        "to": inquiry.email,
        "language": inquiry.language,
        "shop_name": shop_name,
        "code": inquiry.code,
        "thread_url": f"{settings.SMALL_TRADES.base_url}{path}",
        "reply_to": facts.inquiry_email if settings.SMALL_TRADES.inbox is not None else "",
    }


def _page(name: str, language: str) -> str:
    with translation.override(language):
        return f"{settings.SMALL_TRADES.base_url}{reverse(name)}"
