"""From rows to shapes."""

from django.db.models import Prefetch, QuerySet

from small_trades.shop.inquiries.models import Inquiry, InquiryFile, InquiryMessage
from small_trades.shop.inquiries.queries.shapes import InquiryThread, ThreadFile, ThreadMessage
from small_trades.shop.inquiries.states import (
    FILE_KIND_NAMES,
    INQUIRY_KIND_NAMES,
    INQUIRY_STATE_NAMES,
    INQUIRY_STATES,
    RIGHTS_REQUESTS,
    FileKind,
    InquiryKind,
    InquiryState,
)


def inquiry_thread(inquiry: Inquiry) -> InquiryThread:
    """The whole of an inquiry, in the language of the page."""
    kind, state = InquiryKind(inquiry.kind), InquiryState(inquiry.state)
    return InquiryThread(
        id=inquiry.pk,
        code=inquiry.code,
        subject=inquiry.subject,
        customer_id=inquiry.customer_id,
        kind=kind,
        kind_name=INQUIRY_KIND_NAMES[kind],
        is_request=kind in RIGHTS_REQUESTS,
        state=state,
        state_name=INQUIRY_STATE_NAMES[state],
        language=inquiry.language,
        order_code=inquiry.order_code,
        is_by_mail=inquiry.is_by_mail,
        name=inquiry.name,
        email=inquiry.email,
        owner_id=inquiry.owner_id,
        policy_version=inquiry.policy_version,
        terms_version=inquiry.terms_version,
        opened_at=inquiry.opened_at,
        answer_by=inquiry.answer_by,
        closed_at=inquiry.closed_at,
        can_answer=INQUIRY_STATES.may(state, InquiryState.ANSWERED),
        can_close=INQUIRY_STATES.may(state, InquiryState.CLOSED),
        messages=tuple(_message(message) for message in _messages(inquiry)),
    )


def _messages(inquiry: Inquiry) -> QuerySet[InquiryMessage]:
    without_content = InquiryFile.objects.defer("content")
    return inquiry.messages.prefetch_related(Prefetch("files", queryset=without_content))


def _file(file: InquiryFile) -> ThreadFile:
    kind = FileKind(file.kind)
    return ThreadFile(file.pk, kind, FILE_KIND_NAMES[kind], file.size, file.label)


def _message(message: InquiryMessage) -> ThreadMessage:
    return ThreadMessage(
        message.at,
        message.staff_id,
        message.text,
        message.is_by_mail,
        message.attachments,
        message.is_cut,
        tuple(_file(file) for file in message.files.all()),
        message.left_out,
    )
