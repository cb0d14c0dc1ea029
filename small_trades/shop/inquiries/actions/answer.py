"""The shop answers."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades.policy.groups import InquiryText
from small_trades.shop.inquiries.actions.changing import PAGE, add_message, locked, require
from small_trades.shop.inquiries.files import TakenFile
from small_trades.shop.inquiries.states import InquiryState
from small_trades.shop.kernel.later import later


@transaction.atomic
def answer(
    inquiry_id: UUID,
    text: InquiryText,
    *,
    staff_id: UUID,
    files: tuple[TakenFile, ...] = (),
    reopens: bool = False,
) -> None:
    """Add the answer of a member of staff with its files, stop the clock, and tell the customer by mail.

    Whoever answers first looks after the inquiry from then on. With `reopens` a closed one is opened again
    first: what is said then is news to the customer, and is kept as long as any other answer.

    Raises:
        WrongStateError: the inquiry is closed, and is not to be reopened; the customer can by writing.
        Inquiry.DoesNotExist: there is none.
        privacy.Erased: whoever wrote it is gone; nothing was kept.
    """
    inquiry = locked(inquiry_id)
    if reopens and inquiry.state == InquiryState.CLOSED:
        require(inquiry, InquiryState.WAITING)
        inquiry.state, inquiry.closed_at = InquiryState.WAITING, None
    require(inquiry, InquiryState.ANSWERED)
    add_message(inquiry, text, at=timezone.now(), staff_id=staff_id, way=replace(PAGE, files=files))
    inquiry.state = InquiryState.ANSWERED
    inquiry.waiting_since = inquiry.answer_by = None
    inquiry.owner_id = inquiry.owner_id or staff_id
    inquiry.save(update_fields=["state", "waiting_since", "answer_by", "owner_id", "closed_at"])
    later("inquiries.send_answered", inquiry.pk)
