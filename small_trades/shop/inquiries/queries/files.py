"""One file of an inquiry, to be opened, and how all of them are named and shown once they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from small_trades.policy.groups import FileLabel
from small_trades.shop.inquiries.models import InquiryFile
from small_trades.shop.inquiries.queries.shapes import InquiryThread, SealedFile, ThreadFile, Words
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


def named_by_message(thread: InquiryThread, labels: Iterable[FileLabel]) -> Iterator[tuple[NamedFile, ...]]:
    """For each message of a thread its files, given the opened labels of all `thread.files`."""
    opened = iter(labels)
    for message in thread.messages:
        yield tuple(_named(file, next(opened)) for file in message.files)


def _named(file: ThreadFile, label: FileLabel) -> NamedFile:
    preview = f"data:image/jpeg;base64,{label.preview}" if label.preview else ""
    return NamedFile(file.id, file.kind, file.kind_name, file.size, label.name, preview)
