"""What every change of an inquiry does the same way."""

from datetime import datetime
from uuid import UUID

from small_trades import privacy
from small_trades.policy.groups import InquiryText
from small_trades.shop.inquiries.models import Inquiry, InquiryMessage
from small_trades.shop.inquiries.states import INQUIRY_STATES, InquiryState


def locked(inquiry_id: UUID) -> Inquiry:
    """The inquiry, kept from other changes until the transaction ends.

    Raises:
        Inquiry.DoesNotExist: there is none.
    """
    return Inquiry.objects.select_for_update().get(pk=inquiry_id)


def require(inquiry: Inquiry, wanted: InquiryState) -> None:
    """Refuse a change that the table does not allow.

    Raises:
        WrongStateError: the inquiry cannot go there.
    """
    INQUIRY_STATES.require(InquiryState(inquiry.state), wanted)


def add_message(inquiry: Inquiry, text: InquiryText, *, at: datetime, staff_id: UUID | None = None) -> None:
    """Keep one more message."""
    message = InquiryMessage(inquiry=inquiry, subject=inquiry.subject, staff_id=staff_id, at=at)
    privacy.collect(message, notice="inquiry-reply", text=text)
    message.save()
