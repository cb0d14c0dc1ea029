"""Ledger rows as the engine writes them: who acted, for what, about whom.

A person appears in a row twice, and both end with their RECORDS key: a *tag* finds their rows, and a
*reference* seals their number and, where staff gave one, the reason in words. So free text that may name
somebody is never in the clear, and a row outlives an erasure without leading anywhere.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cryptography.exceptions import InvalidTag

from small_trades.privacy import _ledger as ledger
from small_trades.privacy._actor import current_actor, request_id
from small_trades.privacy._broker import brokered
from small_trades.privacy._crypto import pad
from small_trades.privacy._force import policy_in_force
from small_trades.privacy._ledger import Entry, Event
from small_trades.privacy.errors import Erased, RefusalReason, Refused, Tampered, Undeclared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from small_trades.privacy._actor import Actor
    from small_trades.privacy._decide import Refusal
    from small_trades.privacy._keys.store import LedgerKey

SUBJECTS_PER_ROW: Final = 1_000
REASON_LENGTH: Final = 200
_NONCE: Final = 12
_AAD: Final = b"ledger reference"
_NOBODY: Final = bytes(44)
_PADDING: Final = 64
_LATER: Final = "\x01"
"""Stands on both sides of the day before which a row is not told; no form lets it into a reason."""


def entries(
    event: Event, actor: Actor | None, people: Mapping[UUID, LedgerKey], *, reason: str = "", **facts: Any
) -> list[Entry]:
    """One row, or more when it is about more than `SUBJECTS_PER_ROW` people."""
    everybody = list(people.items())
    chunks = range(0, len(everybody), SUBJECTS_PER_ROW) if everybody else (0,)
    return [_entry(event, actor, everybody[at : at + SUBJECTS_PER_ROW], reason, facts) for at in chunks]


def _entry(
    event: Event,
    actor: Actor | None,
    people: Sequence[tuple[UUID, LedgerKey]],
    reason: str,
    facts: Mapping[str, Any],
) -> Entry:
    return Entry(
        event=event,
        actor_kind=actor.kind.value if actor else "nobody",
        actor_id=actor.id if actor else None,
        role=actor.role if actor else "",
        policy_version=policy_in_force(),
        references=tuple(_reference(subject, key, reason) for subject, key in people),
        tags=tuple(key.tag for _, key in people),
        request_id=request_id(),
        **facts,
    )


def _reference(subject: UUID, key: LedgerKey, reason: str) -> bytes:
    content = subject.bytes
    if reason:
        words = reason[:REASON_LENGTH].encode(errors="replace")
        content += pad(words, _PADDING)
    nonce = os.urandom(_NONCE)
    return nonce + key.cipher.encrypt(nonce, content, _AAD)


def reason_for(key: LedgerKey, references: Iterable[bytes]) -> str:
    """The reason sealed into the person's own reference of a row; empty when none was given."""
    return _reason(key, references).rpartition(_LATER)[2]


def _reason(key: LedgerKey, references: Iterable[bytes]) -> str:
    for reference in references:
        content = _content(key, reference)
        if content is not None:
            return content[16:].decode().rstrip(" ")
    return ""


def told_later(reason: str, day: date | None) -> str:
    """The reason of a row the person may not read before a day; as it is where they may at once."""
    return reason if day is None else f"{_LATER}{day.isoformat()}{_LATER}{reason}"


def is_withheld(key: LedgerKey, references: Iterable[bytes], today: date) -> bool:
    """Whether the person may not read this row of theirs yet."""
    reason = _reason(key, references)
    return reason.startswith(_LATER) and today.isoformat() < reason.split(_LATER)[1]


def is_of(key: LedgerKey, reference: bytes) -> bool:
    """Whether the reference is this person's."""
    return _content(key, reference) is not None


def _content(key: LedgerKey, reference: bytes) -> bytes | None:
    try:
        return key.cipher.decrypt(reference[:_NONCE], reference[_NONCE:], _AAD)
    except (InvalidTag, ValueError):
        return None


def write(rows: Iterable[Entry]) -> None:
    """Durable when it returns."""
    for pending in [ledger.enqueue(row) for row in rows]:
        pending.wait()


def write_about_shop(event: Event, outcome: str, *, tag: bytes | None = None) -> None:
    """A row about no person. `tag`: 16 bytes by which `ledger.rows_for` finds it."""
    (row,) = entries(event, current_actor(), {}, outcome=outcome[:REASON_LENGTH])
    # Each tag of a row stands beside a reference; this one is no person's.
    write([replace(row, tags=(tag,), references=(_NOBODY,)) if tag is not None else row])


def refuse(refusal: Refusal, people: Mapping[UUID, LedgerKey], *, reason: str = "", **facts: Any) -> NoReturn:
    """Write the refusal and raise it."""
    write(
        entries(Event.REFUSAL, current_actor(), people, reason=reason, outcome=refusal.reason.value, **facts)
    )
    if refusal.reason == RefusalReason.ERASED:
        raise Erased(refusal.detail)
    raise Refused(refusal.reason, refusal.detail)


def undeclared(what: str, **facts: Any) -> NoReturn:
    """Write that the program asked for what nobody declared, and raise it."""
    _note_undeclared(what, **facts)
    raise Undeclared(what)


@brokered
def _note_undeclared(what: str, **facts: Any) -> None:
    write(entries(Event.UNDECLARED, current_actor(), {}, outcome=what[:REASON_LENGTH], **facts))


def tampered(problem: Tampered, place: str, people: Mapping[UUID, LedgerKey], **facts: Any) -> NoReturn:
    """Write the alarm, with the record it was found at, and raise it."""
    write(
        entries(Event.TAMPER, current_actor(), people, outcome=f"{place}: {problem}"[:REASON_LENGTH], **facts)
    )
    raise Tampered(f"{place}: {problem}") from problem
