"""The customer writes again."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades.policy.groups import InquiryText
from small_trades.shop.inquiries.actions.changing import add_message, locked, require
from small_trades.shop.inquiries.states import ANSWERED_WITHIN, InquiryKind, InquiryState


@transaction.atomic
def reply(inquiry_id: UUID, text: InquiryText) -> None:
    """Add what the customer wrote; the clock starts unless it runs already. A closed inquiry opens again."""
    inquiry = locked(inquiry_id)
    require(inquiry, InquiryState.WAITING)
    now = timezone.now()
    add_message(inquiry, text, at=now)
    if inquiry.waiting_since is None:
        inquiry.waiting_since = now
        inquiry.answer_by = now + ANSWERED_WITHIN[InquiryKind(inquiry.kind)]
    inquiry.state = InquiryState.WAITING
    inquiry.closed_at = None
    inquiry.save(update_fields=["state", "waiting_since", "answer_by", "closed_at"])
