"""The person's own view: what is held, and everything that was done with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from small_trades.privacy import _ledger as ledger
from small_trades.privacy import _record
from small_trades.privacy._actor import current_actor
from small_trades.privacy._broker import brokered
from small_trades.privacy._decide import NotDeclared, intend
from small_trades.privacy._keys import store
from small_trades.privacy._keys.adopted import ledger_keys
from small_trades.privacy._ledger import Event
from small_trades.privacy._policy import policy
from small_trades.privacy._rights.asking import verbs
from small_trades.privacy.vocabulary import RecipientRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from small_trades.privacy._kept_file import KeptFile
    from small_trades.privacy._keys.store import LedgerKey
    from small_trades.privacy._rights.words import Outcome
    from small_trades.privacy._sealed import Sealed
    from small_trades.privacy.vocabulary import Purpose

_EVERY_ROW: Final = 2**62


@dataclass(frozen=True, slots=True)
class Held:
    """One thing an app holds about a person: sealed values, plain facts about them, or both.

    `kept_until` is a date, or None while it is kept for as long as its reason lasts. `facts` are words for
    the page in Japanese and English: (label_ja, label_en, value). `source_ja` and `source_en` say where it
    came from, where that is not the person themself. `files` are read one by one, by whoever wants them.
    `on_erasure` is None where the retention of the values
    says enough: kept until the day where it names a law, gone at once where it does not.
    """

    label_ja: str
    label_en: str
    sealed: tuple[Sealed[Any], ...] = ()
    facts: tuple[tuple[str, str, str], ...] = ()
    kept_until: date | None = None
    source_ja: str = ""
    source_en: str = ""
    on_erasure: Outcome | None = None
    files: tuple[KeptFile, ...] = ()


@dataclass(frozen=True, slots=True)
class UseRow:
    """One ledger row, as the person it is about may read it.

    `purpose_id` is None for rows without a single purpose; a COLLECTION or CORRECTION names its `notice`.
    """

    seq: int
    at: datetime
    event: Event
    actor_kind: str
    role: str
    purpose_id: str | None
    policy_version: int
    groups: tuple[str, ...]
    recipient: str | None
    reason: str
    outcome: str
    notice: str | None


def held(subject: UUID) -> list[Held]:
    """What every installed app holds about a person, by asking the `held` of its `subject_data` module."""
    return list(iter_held(subject))


def iter_held(subject: UUID) -> Iterator[Held]:
    """The same, one after the other."""
    for ask in verbs("subject_data", "held"):
        yield from ask(subject)


@brokered
def uses_of(
    subject: UUID,
    *,
    limit: int = 200,
    before: int | None = None,
    since: int = 0,
    wanted: ledger.Wanted = ledger.ANY,
    is_oldest_first: bool = False,
) -> tuple[UseRow, ...]:
    """The rows about a person, the newest first; none once their RECORDS key is destroyed.

    `before`, a number that is not included, continues an earlier answer, so that no list ends early.
    """
    keys = ledger_keys(subject)
    if not keys:
        return ()
    tags = [key.tag for key in keys]
    rows: list[ledger.Row] = []
    today = timezone.localdate()
    while missing := limit - len(rows):
        found = ledger.rows_for(
            *tags, limit=missing, before=before, since=since, wanted=wanted, is_oldest_first=is_oldest_first
        )
        rows += [row for row in found if not _is_withheld(keys, row, today)]
        if len(found) < missing:
            break
        since, before = (found[-1].seq + 1, before) if is_oldest_first else (since, found[-1].seq)
    return tuple(_use_row(row, _reason(keys, row)) for row in rows)


@brokered
def use_counts(subject: UUID, *, wanted: ledger.Wanted = ledger.ANY) -> dict[tuple[Event, str], int]:
    """How many rows are about a person, by event and kind of actor; those they may read."""
    keys = ledger_keys(subject)
    if not keys:
        return {}
    found = ledger.counts_for(*(key.tag for key in keys), wanted=wanted)
    counts = {(Event(event), actor_kind): count for (event, actor_kind), count in found.items()}
    for row in _withheld(keys, wanted):
        counts[row.event, row.actor_kind] -= 1
    return {kind: count for kind, count in counts.items() if count}


@brokered
def use_proof(subject: UUID, seq: int) -> ledger.InclusionProof | None:
    """The proof of a row about this person that they may read; None for any other row.

    Without the row's content: it names staff by number, and how many others the row is about.
    """
    keys = ledger_keys(subject)
    tags = [key.tag for key in keys]
    found = ledger.rows_for(*tags, since=seq, before=seq + 1, limit=1) if keys else ()
    if not found or _is_withheld(keys, found[0], timezone.localdate()):
        return None
    return ledger.proof(seq).without_row()


def _is_withheld(keys: Sequence[LedgerKey], row: ledger.Row, today: date) -> bool:
    return any(_record.is_withheld(key, row.references, today) for key in keys)


def _reason(keys: Sequence[LedgerKey], row: ledger.Row) -> str:
    """The reason as it was given to the person, or to whom they took over."""
    told = (_record.reason_for(key, row.references) for key in keys)
    return next((reason for reason in told if reason), "")


def _withheld(keys: Sequence[LedgerKey], wanted: ledger.Wanted) -> Iterator[ledger.Row]:
    """Provisions to an authority that may not be told yet, among the rows that are asked for."""
    today = timezone.localdate()
    for purpose in policy().purposes:
        if not any(recipient.role == RecipientRole.AUTHORITY for recipient in purpose.recipients):
            continue
        if wanted.purpose in {"", purpose.id}:
            narrowed = replace(wanted, purpose=purpose.id)
            rows = ledger.rows_for(*(key.tag for key in keys), limit=_EVERY_ROW, wanted=narrowed)
            yield from (row for row in rows if _is_withheld(keys, row, today))


@brokered
def ledger_tags(subject: UUID) -> tuple[bytes, ...]:
    """What finds a person's rows and those of whom they took over; none once their RECORDS key is gone."""
    return tuple(key.tag for key in ledger_keys(subject))


@brokered
def search_event(what: str, shown: Iterable[UUID], *, reason: str = "") -> None:
    """Record that somebody searched people and which of them were shown (their subjects).

    `what` is a fixed phrase such as "orders: name or kana", never the words that were typed. `reason` is
    what staff say they need it for; each of those shown can read it.
    """
    people = store.fetch((), set(shown))[1]
    if current_actor() is None:
        _record.undeclared("nobody is acting: no request, no `acting_as`")
    _record.write(
        _record.entries(
            Event.SEARCH, current_actor(), people, reason=reason, outcome=what[: _record.REASON_LENGTH]
        )
    )


@brokered
def staff_event(what: str, *, about: UUID) -> None:
    """Record something staff did under the policy's conduct, such as "confirmed policy version 3".

    `what` is a fixed phrase; `about` is the subject of the member of staff, whose own record it joins.
    """
    people = store.fetch((), {about})[1]
    if current_actor() is None:
        _record.undeclared("nobody is acting: no request, no `acting_as`")
    _record.write(
        _record.entries(Event.STAFF, current_actor(), people, outcome=what[: _record.REASON_LENGTH])
    )


@brokered
def refusal_event(what: str, *, purpose: Purpose, about: Iterable[UUID]) -> None:
    """Record that the shop refused somebody what they asked for, under a purpose of the policy.

    `what` is a fixed phrase such as "checkout: unpaid", never a value; `about` are the subjects it concerns.
    Raises Undeclared for a purpose that is not declared, or where nobody is acting.
    """
    intent = intend(purpose, "")
    if isinstance(intent, NotDeclared):
        _record.undeclared(intent.what)
    people = store.fetch((), set(about))[1]
    _record.write(
        _record.entries(
            Event.REFUSAL,
            intent.actor,
            people,
            purpose=intent.purpose.id,
            outcome=what[: _record.REASON_LENGTH],
        )
    )


def alarm_event(what: str, *, about: UUID, group: type) -> None:
    """Record that something of a person's shows signs of having been copied or altered.

    `what` is a fixed phrase such as "passkey copied"; `group` is the kind of value it concerns.
    """
    _alarm(what, about, group.__name__)


@brokered
def _alarm(what: str, about: UUID, group: str) -> None:
    people = store.fetch((), {about})[1]
    if current_actor() is None:
        _record.undeclared("nobody is acting: no request, no `acting_as`")
    facts: dict[str, Any] = {"groups": (group,), "outcome": what[: _record.REASON_LENGTH]}
    _record.write(_record.entries(Event.TAMPER, current_actor(), people, **facts))


def _use_row(row: ledger.Row, reason: str) -> UseRow:
    is_collecting = row.event in {Event.COLLECTION, Event.CORRECTION}
    return UseRow(
        seq=row.seq,
        at=row.at,
        event=row.event,
        actor_kind=row.actor_kind,
        role=row.role,
        purpose_id=None if is_collecting or " " in row.purpose else row.purpose or None,
        policy_version=row.policy_version,
        groups=row.groups,
        recipient=row.recipient or None,
        reason=reason,
        outcome=row.outcome,
        notice=row.outcome.removeprefix("notice:") if is_collecting else None,
    )
