"""What one row of the ledger says, and the bytes that are hashed for it.

A row's leaf is ``SHA-256(0x00 || encoding)`` (RFC 6962, 2.1) and the encoding is, in this order:

    0x01                                  format of the encoding
    seq, at                               8 bytes each, big-endian, signed; at: microseconds since 1970 UTC
    policy_version                        8 bytes, big-endian, signed
    event, actor_kind, actor_id, role, reason, purpose, groups, references, recipient, outcome, request_id
                                          each as a 4-byte big-endian length and that many bytes

Texts are UTF-8. ``actor_id`` is 32 lower-case hex digits, or empty. ``groups`` are their names, in order,
parted by single spaces (a name is an identifier and holds none). ``references`` are length-prefixed
themselves, one after the other. The encoding follows the columns: a change in any of them changes the leaf.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from struct import Struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

TAG_BYTES = 16
LARGEST_VERSION = 2**31 - 1
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 -- datetime.UTC reads worse beside timezone-aware code

_FORMAT = b"\x01"
_HEADER = Struct(">qqq")
_LENGTH = Struct(">I")


class Event(StrEnum):
    """What happened. The value is what the row and its leaf hold: never rename one."""

    USE = "use"
    SEARCH = "search"
    DISCLOSURE = "disclosure"
    OUTCOME = "outcome"
    RECEIPT = "receipt"
    COLLECTION = "collection"
    CORRECTION = "correction"
    CONSENT = "consent"
    RESTRICTION = "restriction"
    REFUSAL = "refusal"
    UNDECLARED = "undeclared"
    TAMPER = "tamper"
    ERASURE = "erasure"
    REQUEST = "request"
    POLICY = "policy"
    STAFF = "staff"
    WAY_OUT = "way_out"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row to be written. ``references`` are sealed and opaque; each tag (16 bytes) finds the row again.

    There is one tag for each reference, in any order: so an index entry that was taken away can be missed.
    No field may hold a personal value: the ledger outlives the person's keys.
    """

    event: Event
    actor_kind: str
    actor_id: UUID | None = None
    role: str = ""
    reason: str = ""
    purpose: str = ""
    policy_version: int = 0
    groups: tuple[str, ...] = ()
    references: tuple[bytes, ...] = ()
    tags: tuple[bytes, ...] = ()
    recipient: str = ""
    outcome: str = ""
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as written. ``seq`` counts from 0 and is the index of its leaf; ``at`` is UTC."""

    seq: int
    at: datetime
    event: Event
    actor_kind: str
    actor_id: UUID | None
    role: str
    reason: str
    purpose: str
    policy_version: int
    groups: tuple[str, ...]
    references: tuple[bytes, ...]
    recipient: str
    outcome: str
    request_id: str
    leaf_hash: bytes


def moment(microseconds: int) -> datetime:
    """The time of a row; exact, where a float of seconds would round."""
    return EPOCH + timedelta(microseconds=microseconds)


def microseconds(when: datetime) -> int:
    """The inverse of ``moment``, for an aware time."""
    return (when - EPOCH) // timedelta(microseconds=1)


def pack(parts: Iterable[bytes]) -> bytes:
    """Each part behind its length, so that no two sequences of parts give the same bytes."""
    return b"".join(_LENGTH.pack(len(part)) + part for part in parts)


def count(packed: bytes) -> int:
    """How many parts ``pack`` put there. Raises ValueError as ``unpack`` does."""
    parts = position = 0
    while position < len(packed):
        if position + _LENGTH.size > len(packed):
            raise ValueError("a length is cut short")
        position += _LENGTH.size + _LENGTH.unpack_from(packed, position)[0]
        parts += 1
    if position != len(packed):
        raise ValueError("a part is cut short")
    return parts


def unpack(packed: bytes) -> tuple[bytes, ...]:
    """The parts of ``pack``. Raises ValueError for bytes that pack did not make."""
    parts = []
    position = 0
    while position < len(packed):
        start = position + _LENGTH.size
        if start > len(packed):
            raise ValueError("a length is cut short")
        position = start + _LENGTH.unpack_from(packed, start - _LENGTH.size)[0]
        if position > len(packed):
            raise ValueError("a part is cut short")
        parts.append(packed[start:position])
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Encoded:
    """An entry, checked and ready: what is left for the writer is its number and its time.

    ``texts`` are the columns event, actor_kind, actor_id (hex or empty), role, reason, purpose, groups,
    recipient, outcome, request_id.
    """

    texts: tuple[str, ...]
    references: bytes
    policy_version: int
    tags: frozenset[bytes]
    body: bytes

    def encoding(self, *, seq: int, at: int) -> bytes:
        return _FORMAT + _HEADER.pack(seq, at, self.policy_version) + self.body


def encode(entry: Entry) -> Encoded:
    """Check the entry and lay out its bytes.

    Raises ValueError or TypeError here, in the caller, because a row that a database refuses would take down
    every other row of its batch.
    """
    texts = (
        Event(entry.event).value,
        plain(entry.actor_kind),
        "" if entry.actor_id is None else entry.actor_id.hex,
        *(plain(text) for text in (entry.role, entry.reason, entry.purpose, " ".join(entry.groups))),
        *(plain(text) for text in (entry.recipient, entry.outcome, entry.request_id)),
    )
    if not all(group.isidentifier() for group in entry.groups):
        raise ValueError("a group of a ledger entry is not named by an identifier")
    if any(not isinstance(tag, bytes) or len(tag) != TAG_BYTES for tag in entry.tags):
        raise ValueError(f"a tag has {TAG_BYTES} bytes")
    tags = frozenset(entry.tags)
    if len(tags) != len(entry.references):
        raise ValueError("a ledger entry has one tag for each reference")
    if not 0 <= entry.policy_version <= LARGEST_VERSION:
        raise ValueError("a policy version counts from 1; 0 stands for none")
    references = pack(entry.references)
    return Encoded(texts, references, entry.policy_version, tags, body(texts, references))


def plain(text: str) -> str:
    """The text as both databases take it: no enum's member, no NUL, no half surrogate. Raises otherwise."""
    if not isinstance(text, str):
        raise TypeError(f"a ledger entry holds text, not {type(text).__name__}")
    if "\0" in text:
        raise ValueError("a ledger entry holds a NUL character")
    text.encode()
    return str(text)


def body(texts: tuple[str, ...], references: bytes) -> bytes:
    """The length-prefixed part. Half surrogates stand for bytes that somebody put there and are not UTF-8."""
    fields = [text.encode("utf-8", "surrogateescape") for text in texts]
    return pack([*fields[:7], references, *fields[7:]])


def encoding(*, seq: int, at: int, policy_version: int, texts: tuple[str, ...], references: bytes) -> bytes:
    """The bytes that are hashed for a row read back from its columns."""
    return _FORMAT + _HEADER.pack(seq, at, policy_version) + body(texts, references)
