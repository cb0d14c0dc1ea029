"""Inquiries at the desk: closed until somebody opens one to answer it."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import INQUIRY_ANSWER
from small_trades.policy.groups import FileContent, FileLabel, PersonName
from small_trades.shop.inquiries.queries import (
    InquiryThread,
    NamedFile,
    SaidMessage,
    file_in,
    said,
    sealed_in,
)
from small_trades.shop.inquiries.states import FileKind


@dataclass(frozen=True)
class OpenMessage:
    """One message, open."""

    at: dt.datetime
    is_from_shop: bool
    is_by_mail: bool
    attachments: int
    is_cut: bool
    text: str = field(repr=False)
    files: tuple[NamedFile, ...] = field(repr=False)
    left_out: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class OpenThread:
    """An inquiry whose sender and words are open, for this one page."""

    name: PersonName = field(repr=False)
    messages: tuple[OpenMessage, ...]


@dataclass(frozen=True)
class OpenFile:
    """One file, open, for this one answer."""

    kind: FileKind
    label: FileLabel = field(repr=False)
    content: FileContent = field(repr=False)


def open_to_answer(thread: InquiryThread) -> OpenThread:
    """Open sender, messages and what files are called, in one use that the sender can read about.

    Raises:
        privacy.Refused: the policy does not let this role answer inquiries; nothing was opened.
    """
    name, *opened = privacy.use((thread.name, *sealed_in(thread)), purpose=INQUIRY_ANSWER)
    return OpenThread(name, tuple(_message(one) for one in said(thread, opened)))


def open_file(thread: InquiryThread, file_id: UUID) -> OpenFile | None:
    """Open one file of an inquiry to answer it; None where there is no such file.

    Raises:
        privacy.Refused: the policy does not let this role answer inquiries; nothing was opened.
    """
    found = file_in(thread.id, file_id)
    if found is None:
        return None
    label, content = privacy.use((found.label, found.content), purpose=INQUIRY_ANSWER)
    return OpenFile(found.kind, label, content)


def _message(one: SaidMessage) -> OpenMessage:
    message = one.sealed
    return OpenMessage(
        at=message.at,
        is_from_shop=message.is_from_shop,
        is_by_mail=message.is_by_mail,
        attachments=message.attachments,
        is_cut=message.is_cut,
        text=one.text,
        files=one.files,
        left_out=one.left_out,
    )
