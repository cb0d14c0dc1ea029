"""Whom a stretch of the log concerns, and how: for a breach, counted in the store rather than row by row."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any

from small_trades.privacy._ledger.connections import big_endian
from small_trades.privacy._ledger.entries import EPOCH, Event, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from uuid import UUID

    from small_trades.privacy._ledger.connections import Connection

_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """What a row says was done, apart from when and to whom."""

    event: Event
    purpose: str
    groups: tuple[str, ...]
    recipient: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a fact was recorded about one tag, from when to when."""

    times: int
    first: datetime
    last: datetime

    def with_(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.times + other.times, min(self.first, other.first), max(self.last, other.last))


class Touched:
    """The rows that were asked for, and by tag what they say. Rows without a tag count only.

    A million rows are held as numbers, side by side; what they say about a tag is put into words when asked.
    """

    def __init__(
        self, rows: _Rows, numbers_by_tag: dict[bytes, Any], unpack: Callable[[Any], Iterable[int]]
    ) -> None:
        self.rows = rows.count
        self.facts = tuple(_fact(*said) for said in rows.said)
        self._rows = rows
        self._numbers_by_tag = numbers_by_tag
        self._unpack = unpack

    def tags(self) -> Iterator[tuple[bytes, frozenset[int]]]:
        """Each tag, and which facts are recorded about it: positions in `facts`."""
        first, fact_of, unpack = self._rows.first, self._rows.facts, self._unpack
        for tag, packed in self._numbers_by_tag.items():
            said = frozenset([fact_of[seq - first] for seq in unpack(packed)])
            yield (tag, said - _OTHER) if _NONE in said else (tag, said)

    def tallies(self, tag: bytes) -> dict[Fact, Tally]:
        """What is recorded about one tag, the earliest first."""
        found: dict[int, list[int]] = {}
        for seq in self._unpack(self._numbers_by_tag[tag]):
            at = seq - self._rows.first
            found.setdefault(self._rows.facts[at], []).append(self._rows.times[at])
        found.pop(_NONE, None)
        told = sorted((min(times), self.facts[fact], times) for fact, times in found.items())
        return {fact: Tally(len(times), moment(first), moment(max(times))) for first, fact, times in told}


_NONE = -1
_OTHER = frozenset({_NONE})
_FACT = ("event", "purpose", "groups", "recipient", "outcome")
_WIDE = 4


class _Rows:
    """Rows from the number `first` on: the time of each and the position of what it says in `said`.

    A row in between that was not asked for says `_NONE`.
    """

    def __init__(self) -> None:
        self.first = self.count = 0
        self.times = array("q")
        self.facts = array("i")
        self.said: list[tuple[str, ...]] = []

    def take_in_order(self, found: Iterable[tuple[Any, ...]]) -> None:
        """Rows as (number, time, what it says …) with texts as UTF-8, in the order of their numbers."""
        positions: dict[tuple[bytes, ...], int] = {}
        following = None
        for row in found:
            seq = row[0]
            if seq != following:
                if following is None:
                    self.first = following = seq
                self._leave_out(seq - following)
            following = seq + 1
            self.count += 1
            self.times.append(row[1])
            said = row[2:]
            position = positions.get(said)
            if position is None:
                position = positions[said] = len(positions)
            self.facts.append(position)
        self.said = [tuple(text.decode("utf-8", "surrogateescape") for text in said) for said in positions]

    def take_by_fact(self, found: Sequence[Sequence[Any]]) -> None:
        """The same as (numbers, times, what they say …), where numbers and times are packed."""
        taken = [(big_endian(row[0]), big_endian(row[1])) for row in found]
        if not taken:
            return
        self.said = [tuple(row[2:]) for row in found]
        self.first = min(min(numbers) for numbers, _times in taken)
        self._leave_out(max(max(numbers) for numbers, _times in taken) + 1 - self.first)
        for position, (numbers, times) in enumerate(taken):
            self.count += len(numbers)
            for seq, at in zip(numbers, times, strict=True):
                self.times[seq - self.first] = at
                self.facts[seq - self.first] = position

    def _leave_out(self, count: int) -> None:
        self.times.extend(repeat(0, count))
        self.facts.extend(repeat(_NONE, count))


def touched(
    connection: Connection, *, since: datetime, until: datetime, actor_id: UUID | None, session: str
) -> Touched:
    """Rows from `since` (included) to `until` (not included), of an actor and of a session where given.

    `session` is the beginning of the rows' request ids, as `Actor.session` puts it there. All is read in one
    state of the store.
    """
    where, values = _conditions(since, until, actor_id, session)
    connection.begin_reading()
    try:
        rows = _rows(connection, where, values)
        size = connection.execute("SELECT COALESCE(MAX(seq), -1) + 1 FROM privacy_ledger_row").fetchone()[0]
        if rows.count * _WIDE < size:
            return Touched(rows, _tags_of_rows(connection, where, values), iter)
        return Touched(rows, _every_tag(connection, rows), connection.unpacked)
    finally:
        connection.execute("ROLLBACK")


def _rows(connection: Connection, where: str, values: Sequence[object]) -> _Rows:
    rows = _Rows()
    if connection.is_grouping_cheaply:
        said = ", ".join(f'r."{name}"' for name in _FACT)
        rows.take_by_fact(
            connection.execute(
                f"SELECT {connection.packed('r.seq')}, {connection.packed('r.at')}, {said} "  # noqa: S608 -- own words
                f"FROM privacy_ledger_row r WHERE {where} GROUP BY {said}",
                values,
            ).fetchall()
        )
    else:
        # As bytes: of a million rows that say some dozen things, only those are worth decoding.
        said = ", ".join(f'CAST(r."{name}" AS BLOB)' for name in _FACT)
        rows.take_in_order(
            connection.execute(
                f"SELECT r.seq, r.at, {said} FROM privacy_ledger_row r WHERE {where} ORDER BY r.seq",  # noqa: S608
                values,
            )
        )
    return rows


def _every_tag(connection: Connection, rows: _Rows) -> dict[bytes, Any]:
    """One pass over the index in the order of tags: for many rows, far less than looking each of them up."""
    found = connection.execute(
        # The plus keeps a store from choosing the index by rows, and then sorting what it found.
        f"SELECT tag, {connection.packed('seq')} FROM privacy_ledger_tag "  # noqa: S608 -- own words
        "WHERE +seq >= ? AND +seq < ? GROUP BY tag",
        (rows.first, rows.first + len(rows.facts)),
    )
    return dict(found.fetchall())


def _tags_of_rows(connection: Connection, where: str, values: Sequence[object]) -> dict[bytes, list[int]]:
    found = connection.execute(
        "SELECT t.tag, t.seq FROM privacy_ledger_tag t WHERE t.seq IN "  # noqa: S608 -- own words
        f"(SELECT r.seq FROM privacy_ledger_row r WHERE {where})",
        values,
    )
    by_tag: dict[bytes, list[int]] = {}
    for tag, seq in found.fetchall():
        by_tag.setdefault(tag, []).append(seq)
    return by_tag


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
