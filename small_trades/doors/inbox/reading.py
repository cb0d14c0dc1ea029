"""From the bytes of a mail to a Letter. Anybody may have made these bytes, with any intention.

Python's older mail classes are used on purpose: they hand out headers as they are, where the newer ones parse
each on access and raise a different error for each way in which it can be broken.
"""

import email
import html
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import parseaddr
from typing import TYPE_CHECKING, Final

import nh3
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from small_trades.doors.inbox.charsets import decoded
from small_trades.doors.inbox.messages import Letter, LetterFile

if TYPE_CHECKING:
    from email.message import Message

LONGEST_HEADER: Final = 2_000
LONGEST_TEXT: Final = 256 * 1024
"""Bytes of the words of a mail; what follows is not read."""
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_BREAK: Final = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^>]*>", re.IGNORECASE)
_NOT_TEXT: Final = {"script", "style", "title", "head"}
_BULK: Final = frozenset({"bulk", "list", "junk", "auto_reply"})
_SILENT: Final = frozenset({"all", "autoreply", "oof"})
_MACHINES: Final = re.compile(
    r"(?:mailer-daemon|postmaster|.*-request|owner-.*|bounces?[-+].*)@", re.IGNORECASE
)


class UnreadableError(Exception):
    """These bytes cannot be taken apart as mail."""


def letter(raw: bytes, *, is_whole: bool) -> Letter:
    """Read a mail, or its beginning where `is_whole` is false.

    Raises:
        UnreadableError: it is nested deeper than any mail program makes it.
    """
    try:
        return _letter(email.message_from_bytes(raw), is_whole=is_whole)
    except RecursionError:
        raise UnreadableError from None


def _letter(mail: "Message[str, str]", *, is_whole: bool) -> Letter:
    parts = [part for part in mail.walk() if not part.is_multipart()]
    body = _body(parts)
    name, sender = _sender(mail)
    return Letter(
        message_id=_header(mail, "message-id"),
        sender=sender,
        sender_name=name,
        subject=_header(mail, "subject"),
        text=_text(body) if body is not None else "",
        named=f"{_header(mail, 'in-reply-to')} {_header(mail, 'references')}",
        is_automatic=_is_automatic(mail, sender),
        may_answer=not _SILENT & _words(_header(mail, "x-auto-response-suppress")),
        files=tuple(
            _file(part, is_whole=is_whole or part is not parts[-1])
            for part in parts
            if part is not body and _is_attachment(part)
        ),
        is_cut=_is_cut(body, is_whole=is_whole or body is not parts[-1]),
    )


def _is_automatic(mail: "Message[str, str]", sender: str) -> bool:
    """RFC 3834, 2 and 5; what lists and daemons write was never meant for the shop to answer."""
    names = {name.lower() for name, _value in mail.raw_items()}
    return (
        _words(_header(mail, "auto-submitted")) not in (set(), {"no"})
        or bool(_BULK & _words(_header(mail, "precedence")))
        or any(name.startswith("list-") for name in names)
        or bool(names & {"x-autoreply", "x-autorespond", "x-loop"})
        or _header(mail, "return-path") == "<>"
        or mail.get_content_type() in {"multipart/report", "message/delivery-status"}
        or _MACHINES.match(sender) is not None
    )


def _sender(mail: "Message[str, str]") -> tuple[str, str]:
    """Name and address of the one who says they wrote it; both empty where there is not exactly one."""
    found = [value for name, value in _raw(mail) if name == "from"]
    name, address = parseaddr(found[0]) if len(found) == 1 else ("", "")
    try:
        validate_email(address)
    except ValidationError:
        return "", ""
    # A comma outside the name makes it a list, of which parseaddr gives the first.
    is_one = found[0].rstrip().rstrip(">").endswith(address)
    return (_unfolded(name), address) if is_one else ("", "")


def _body(parts: "list[Message[str, str]]") -> "Message[str, str] | None":
    """The part to read: the first plain text, else the first HTML."""
    texts = [part for part in parts if not _is_attachment(part)]
    kinds = {part.get_content_type(): part for part in reversed(texts)}
    return kinds.get("text/plain") or kinds.get("text/html")


def _is_attachment(part: "Message[str, str]") -> bool:
    disposition = _raw_header(part, "content-disposition").strip().lower()
    return (
        disposition.startswith("attachment")
        or part.get_content_maintype() not in {"text", "multipart"}
        or "filename" in disposition
    )


def _payload(part: "Message[str, str]") -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _is_cut(body: "Message[str, str] | None", *, is_whole: bool) -> bool:
    return body is not None and (not is_whole or len(_payload(body)) > LONGEST_TEXT)


def _file(part: "Message[str, str]", *, is_whole: bool) -> LetterFile:
    try:
        name = part.get_filename() or ""
    except (HeaderParseError, ValueError, LookupError):
        name = ""
    return LetterFile(_unfolded(name[:LONGEST_HEADER]), _payload(part) if is_whole else None)


def _text(part: "Message[str, str]") -> str:
    text = decoded(_payload(part)[:LONGEST_TEXT], _charset(part))
    return _without_markup(text) if part.get_content_type() == "text/html" else text


def _charset(part: "Message[str, str]") -> str:
    found = re.search(
        r"charset\s*=\s*[\"']?([\w.:-]{1,40})", _raw_header(part, "content-type"), re.IGNORECASE
    )
    return found[1] if found else ""


def _without_markup(text: str) -> str:
    bare = nh3.clean(_BREAK.sub("\n\\g<0>", text), tags=set(), clean_content_tags=_NOT_TEXT)
    return "\n".join(" ".join(line.split()) for line in html.unescape(bare).splitlines())


def _header(mail: "Message[str, str]", name: str) -> str:
    """One header as text on one line; empty where there is none."""
    return _unfolded(_raw_header(mail, name))


def _raw_header(mail: "Message[str, str]", name: str) -> str:
    return next((value for found, value in _raw(mail) if found == name), "")


def _raw(mail: "Message[str, str]") -> Iterator[tuple[str, str]]:
    for name, value in mail.raw_items():
        yield name.lower(), str(value)[:LONGEST_HEADER]


def _unfolded(raw: str) -> str:
    line = " ".join(raw.split())
    try:
        pieces = decode_header(line)
    except (HeaderParseError, ValueError):
        pieces = [(line, None)]
    return "".join(_piece(piece, charset) for piece, charset in pieces)


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        # Bytes that stood in the header without saying what they are.
        piece = piece.encode("utf-8", "surrogateescape") if _SURROGATES.search(piece) else piece.encode()
    return decoded(piece, charset or "")


def _words(value: str) -> set[str]:
    """The words of a header up to its parameters."""
    return set(re.findall(r"[\w-]+", value.partition(";")[0].lower()))
