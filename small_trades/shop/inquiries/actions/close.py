"""An inquiry is done."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades.shop.inquiries.actions.changing import locked, require
from small_trades.shop.inquiries.states import InquiryState


@transaction.atomic
def close(inquiry_id: UUID) -> None:
    """Close an inquiry and stop its clock; the time it is kept for counts from here.

    Raises:
        WrongStateError: it is closed already.
    """
    inquiry = locked(inquiry_id)
    require(inquiry, InquiryState.CLOSED)
    inquiry.state = InquiryState.CLOSED
    inquiry.closed_at = timezone.now()
    inquiry.waiting_since = inquiry.answer_by = None
    inquiry.save(update_fields=["state", "closed_at", "waiting_since", "answer_by"])
