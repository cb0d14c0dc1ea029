"""From the bytes that were sent to those that are kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from small_trades.shop.inquiries.files import pdfs, pictures, texts
from small_trades.shop.inquiries.files.flaws import FileFlaw, Flaw
from small_trades.shop.inquiries.files.limits import LARGEST_FILE
from small_trades.shop.inquiries.files.names import kept_name, said_by
from small_trades.shop.inquiries.files.patience import Patience
from small_trades.shop.inquiries.files.recognising import recognised
from small_trades.shop.inquiries.states import FileKind
from small_trades.shop.kernel.text import holds_card_number


@dataclass(frozen=True, slots=True)
class GivenFile:
    """What somebody sent. `content` is None where it was larger than is ever held in memory."""

    name: str = field(repr=False)
    content: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What is kept of it."""

    kind: FileKind
    name: str = field(repr=False)
    content: bytes = field(repr=False)
    preview: str = field(default="", repr=False)


_MAKERS: Final[dict[str, tuple[FileKind, Callable[[bytes], bytes]]]] = {
    **dict.fromkeys(("jpeg", "png", "webp"), (FileKind.PICTURE, pictures.cleaned)),
    "text": (FileKind.TEXT, texts.cleaned),
}


def take_file(given: GivenFile, patience: Patience) -> TakenFile:
    """The file as it may be kept and shown. `patience` is that of its whole message.

    Raises:
        FileFlaw: it is not what is taken, not what its name says, or holds what must not come in.
    """
    if given.content is None or len(given.content) > LARGEST_FILE:
        raise FileFlaw(Flaw.TOO_HEAVY)
    if not given.content:
        raise FileFlaw(Flaw.EMPTY)
    if holds_card_number(given.name):
        raise FileFlaw(Flaw.CARD)
    what, said = recognised(given.content), said_by(given.name)
    if what == "heic":
        raise FileFlaw(Flaw.HEIC)
    if what is None or said is None:
        raise FileFlaw(Flaw.UNKNOWN)
    if said not in ("", what):
        raise FileFlaw(Flaw.MISMATCH)
    if what == "pdf":
        return _kept(given.name, FileKind.PDF, pdfs.cleaned(given.content, patience))
    kind, make = _MAKERS[what]
    return _kept(given.name, kind, make(given.content))


def _kept(name: str, kind: FileKind, content: bytes) -> TakenFile:
    preview = pictures.preview(content) if kind == FileKind.PICTURE else ""
    return TakenFile(kind, kept_name(name, kind), content, preview)
