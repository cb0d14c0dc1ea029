"""From rows to shapes."""

from small_trades.shop.inquiries.models import Inquiry, InquiryMessage
from small_trades.shop.inquiries.queries.shapes import InquiryThread, ThreadMessage
from small_trades.shop.inquiries.states import (
    INQUIRY_KIND_NAMES,
    INQUIRY_STATE_NAMES,
    INQUIRY_STATES,
    RIGHTS_REQUESTS,
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
        messages=tuple(_message(message) for message in inquiry.messages.all()),
    )


def _message(message: InquiryMessage) -> ThreadMessage:
    return ThreadMessage(
        message.at,
        message.staff_id,
        message.text,
        message.is_by_mail,
        message.attachments,
        message.is_cut,
    )
