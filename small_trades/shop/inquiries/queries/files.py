"""One file of an inquiry, to be opened, and how all of them are named and shown once they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from small_trades import privacy
from small_trades.policy.groups import FileLabel
from small_trades.shop.inquiries.models import InquiryFile
from small_trades.shop.inquiries.queries.shapes import (
    InquiryThread,
    SealedFile,
    ThreadFile,
    ThreadMessage,
    Words,
)
from small_trades.shop.inquiries.states import FileKind


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file whose label is open; `preview` is the address of a small picture, or empty."""

    id: UUID
    kind: FileKind
    kind_name: Words
    size: int
    name: str = field(repr=False)
    preview: str = field(repr=False)


def file_in(inquiry_id: UUID, file_id: UUID) -> SealedFile | None:
    """A file of this inquiry; None where it has no such file."""
    found = InquiryFile.objects.filter(message__inquiry=inquiry_id, pk=file_id).first()
    return SealedFile(FileKind(found.kind), found.label, found.content) if found else None


@dataclass(frozen=True, slots=True)
class SaidMessage:
    """One message with its words, its files' names, and the names of files that were not taken, open."""

    sealed: ThreadMessage
    text: str = field(repr=False)
    files: tuple[NamedFile, ...] = field(repr=False)
    left_out: tuple[str, ...] = field(repr=False)


def sealed_in(thread: InquiryThread) -> tuple[privacy.Sealed[Any] | None, ...]:
    """Everything to open for a page of the thread, in one use: see `said`."""
    return tuple(value for message in thread.messages for value in _sealed(message))


def said(thread: InquiryThread, opened: Iterable[Any]) -> tuple[SaidMessage, ...]:
    """The messages, given what `sealed_in` became by opening."""
    values = iter(opened)
    return tuple(_said(message, [next(values) for _ in _sealed(message)]) for message in thread.messages)


def _sealed(message: ThreadMessage) -> tuple[privacy.Sealed[Any] | None, ...]:
    return (message.text, message.left_out, *(file.label for file in message.files))


def _said(message: ThreadMessage, opened: list[Any]) -> SaidMessage:
    text, left_out, *labels = opened
    named = tuple(_named(file, label) for file, label in zip(message.files, labels, strict=True))
    return SaidMessage(message, text.text, named, tuple(left_out.names.split("\n")) if left_out else ())


def _named(file: ThreadFile, label: FileLabel) -> NamedFile:
    preview = f"data:image/jpeg;base64,{label.preview}" if label.preview else ""
    return NamedFile(file.id, file.kind, file.kind_name, file.size, label.name, preview)
