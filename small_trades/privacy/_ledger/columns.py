"""The log's table as the hot path reads and writes it: columns, and the leaf that a row must have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from small_trades.privacy._ledger.entries import Encoded, Event, Row, encoding, moment, unpack
from small_trades.privacy._ledger.merkle import leaf_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = (
    "seq",
    "at",
    "event",
    "actor_kind",
    "actor_id",
    "role",
    "reason",
    "purpose",
    "policy_version",
    "groups",
    "references",
    "recipient",
    "outcome",
    "request_id",
    "leaf_hash",
)
_REFERENCES = COLUMNS.index("references")
SELECT = ", ".join(f'r."{column}"' for column in COLUMNS)


def values(entry: Encoded, *, seq: int, at: int, leaf: bytes) -> tuple[object, ...]:
    """The columns of a row to be inserted."""
    event, kind, actor, role, reason, purpose, groups, recipient, outcome, request = entry.texts
    return (
        *(seq, at, event, kind, actor, role, reason, purpose, entry.policy_version),
        *(groups, entry.references, recipient, outcome, request, leaf),
    )


def leaf_of(columns: Sequence[Any]) -> bytes | None:
    """The leaf of these columns; None when one holds what was never written there (another type)."""
    content = encoding_of(columns)
    return None if content is None else leaf_hash(content)


def encoding_of(columns: Sequence[Any]) -> bytes | None:
    """The bytes that are hashed for these columns; None as for ``leaf_of``."""
    seq, at, event, kind, actor, role, reason, purpose, version, groups, references, *rest, _ = columns
    texts = (event, kind, actor, role, reason, purpose, groups, *rest)
    numbers = (seq, at, version)
    if not (all(type(text) is str for text in texts) and all(type(number) is int for number in numbers)):
        return None
    if type(references) is not bytes:
        return None
    return encoding(seq=seq, at=at, policy_version=version, texts=texts, references=references)


def row(columns: Sequence[Any]) -> Row:
    """The row that these columns hold. Raises ValueError where they were tampered with beyond reading."""
    seq, at, event, kind, actor, role, reason, purpose, version, groups, references, *rest, leaf = columns
    recipient, outcome, request_id = rest
    return Row(
        seq=seq,
        at=moment(at),
        event=Event(event),
        actor_kind=kind,
        actor_id=UUID(actor) if actor else None,
        role=role,
        reason=reason,
        purpose=purpose,
        policy_version=version,
        groups=tuple(groups.split(" ")) if groups else (),
        references=unpack(references),
        recipient=recipient,
        outcome=outcome,
        request_id=request_id,
        leaf_hash=leaf,
    )


def row_persons(columns: Sequence[Any]) -> tuple[int, bytes]:
    """The number and the packed references of a row that ``leaf_of`` found whole."""
    return columns[0], columns[_REFERENCES]
