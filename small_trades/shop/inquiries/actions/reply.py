"""The customer writes again."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades.policy.groups import InquiryText
from small_trades.shop.inquiries.actions.changing import PAGE, Way, add_message, locked, require
from small_trades.shop.inquiries.states import ANSWERED_WITHIN, InquiryKind, InquiryState


@transaction.atomic
def reply(inquiry_id: UUID, text: InquiryText, *, way: Way = PAGE) -> UUID:
    """Add what the customer wrote, with the files of its `way`. A closed inquiry opens again.

    The clock starts unless it runs already. Answers the message's id.
    """
    inquiry = locked(inquiry_id)
    require(inquiry, InquiryState.WAITING)
    now = timezone.now()
    message_id = add_message(inquiry, text, at=now, way=way)
    if inquiry.waiting_since is None:
        inquiry.waiting_since = now
        inquiry.answer_by = now + ANSWERED_WITHIN[InquiryKind(inquiry.kind)]
    inquiry.state = InquiryState.WAITING
    inquiry.closed_at = None
    inquiry.save(update_fields=["state", "waiting_since", "answer_by", "closed_at"])
    return message_id
