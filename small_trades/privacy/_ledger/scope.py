"""Whom a stretch of the log concerns, and how: for a breach, counted in the store rather than row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from small_trades.privacy._ledger.entries import EPOCH, Event, moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from small_trades.privacy._ledger.connections import Connection

_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Fact:
    """What a row says was done, apart from when and to whom."""

    event: Event
    purpose: str
    groups: tuple[str, ...]
    recipient: str
    outcome: str


@dataclass(slots=True)
class Tally:
    """How often a fact was recorded about one tag, from when to when."""

    times: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Touched:
    """The rows that were asked for: how many, and by tag what they say. Rows without a tag count only."""

    rows: int
    by_tag: dict[bytes, dict[Fact, Tally]]


def touched(
    connection: Connection, *, since: datetime, until: datetime, actor_id: UUID | None, session: str
) -> Touched:
    """Rows from `since` (included) to `until` (not included), of an actor and of a session where given.

    `session` is the beginning of the rows' request ids, as `Actor.session` puts it there.
    """
    where, values = _conditions(since, until, actor_id, session)
    rows, facts = _rows(connection, where, values)
    tags = connection.execute(
        f"SELECT t.tag, t.seq FROM privacy_ledger_tag t WHERE t.seq IN "  # noqa: S608 -- own words
        f"(SELECT r.seq FROM privacy_ledger_row r WHERE {where})",
        values,
    )
    by_tag: dict[bytes, dict[int, list[int]]] = {}
    for tag, seq in tags.fetchall():
        at, number = rows[seq]
        told = by_tag.setdefault(tag, {})
        tally = told.get(number)
        if tally is None:
            told[number] = [1, at, at]
        else:
            tally[0] += 1
            tally[1] = min(tally[1], at)
            tally[2] = max(tally[2], at)
    return Touched(
        len(rows),
        {
            bytes(tag): {facts[number]: _tally(*tally) for number, tally in told.items()}
            for tag, told in by_tag.items()
        },
    )


def _rows(
    connection: Connection, where: str, values: Sequence[object]
) -> tuple[dict[int, tuple[int, int]], list[Fact]]:
    """By number of a row its time and which fact it states; and the facts, of which there are few."""
    numbers: dict[tuple[Any, ...], int] = {}
    found = connection.execute(
        f'SELECT r.seq, r.at, r.event, r.purpose, r."groups", r.recipient, r.outcome '  # noqa: S608 -- own words
        f"FROM privacy_ledger_row r WHERE {where}",
        values,
    )
    rows = {seq: (at, numbers.setdefault(tuple(said), len(numbers))) for seq, at, *said in found.fetchall()}
    return rows, [_fact(*said) for said in numbers]


def _conditions(
    since: datetime, until: datetime, actor_id: UUID | None, session: str
) -> tuple[str, list[object]]:
    conditions: list[tuple[str, object]] = [("r.at >= ?", _at(since)), ("r.at < ?", _at(until))]
    if actor_id is not None:
        conditions.append(("r.actor_id = ?", actor_id.hex))
    if session:
        # A prefix as a range, so that nothing in it can mean anything to LIKE.
        conditions += [("r.request_id >= ?", f"{session}."), ("r.request_id < ?", f"{session}/")]
    return " AND ".join(condition for condition, _value in conditions), [value for _, value in conditions]


def _at(time: datetime) -> int:
    span = time - EPOCH
    return (span.days * 86_400 + span.seconds) * _MICROSECONDS + span.microseconds


def _fact(event: str, purpose: str, groups: str, recipient: str, outcome: str) -> Fact:
    return Fact(Event(event), purpose, tuple(groups.split(" ")) if groups else (), recipient, outcome)


def _tally(times: int, first: int, last: int) -> Tally:
    return Tally(times, moment(first), moment(last))
