"""What every change of an inquiry does the same way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.policy.groups import FileContent, FileLabel, InquiryText, LeftOutFiles
from small_trades.shop.inquiries.files import TakenFile
from small_trades.shop.inquiries.models import Inquiry, InquiryFile, InquiryMessage
from small_trades.shop.inquiries.states import INQUIRY_STATES, InquiryState


@dataclass(frozen=True, slots=True)
class Way:
    """How a message came, and the files with it; `left_out` are the names of those that were not taken."""

    notice: str
    is_by_mail: bool = False
    left_out: tuple[str, ...] = field(default=(), repr=False)
    is_cut: bool = False
    files: tuple[TakenFile, ...] = field(default=(), repr=False)


PAGE: Final = Way("inquiry-reply")


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


def add_message(
    inquiry: Inquiry, text: InquiryText, *, at: datetime, staff_id: UUID | None = None, way: Way = PAGE
) -> UUID:
    """Keep one more message; answers its id."""
    message = InquiryMessage(
        inquiry=inquiry,
        subject=inquiry.subject,
        staff_id=staff_id,
        at=at,
        is_by_mail=way.is_by_mail,
        attachments=len(way.left_out),
        is_cut=way.is_cut,
    )
    left_out = LeftOutFiles("\n".join(way.left_out)) if way.left_out else None
    privacy.collect(message, notice=way.notice, text=text, left_out=left_out)
    message.save()
    _keep_files(message, way.files, notice=way.notice)
    return message.pk


def _keep_files(message: InquiryMessage, files: Iterable[TakenFile], *, notice: str) -> None:
    for file in files:
        row = InquiryFile(message=message, subject=message.subject, kind=file.kind, size=len(file.content))
        label, content = FileLabel(file.name, file.preview), FileContent(file.content)
        privacy.collect(row, notice=notice, label=label, content=content)
        row.save()
