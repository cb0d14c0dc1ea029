"""Reading the log over connections of its own, so that what is read is what was committed."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from small_trades.privacy._ledger import store
from small_trades.privacy._ledger.columns import SELECT, row
from small_trades.privacy._ledger.connections import connect, store_errors
from small_trades.privacy._ledger.entries import microseconds
from small_trades.privacy._ledger.log import signer
from small_trades.privacy._ledger.merkle import EMPTY_ROOT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from small_trades.privacy._ledger.connections import Connection
    from small_trades.privacy._ledger.entries import Event, Row

IDLE = 4
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are asked for; what is left out does not matter.

    `what` are events, and for each the kinds of actors, none of them meaning all. `since` is included,
    `until` is not. `purpose` also finds rows that name several.
    """

    what: Mapping[Event, Collection[str]] | None = None
    purpose: str = ""
    actor_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None

    def condition(self) -> tuple[str, tuple[object, ...]]:
        """SQL that continues a WHERE over the rows ``r``, and its parameters."""
        parts: list[str] = []
        parameters: list[object] = []
        if self.what is not None:
            ways = [_way(event, sorted(actors), parameters) for event, actors in self.what.items()]
            parts.append(f"({' OR '.join(ways) or '0 = 1'})")
        if self.purpose:
            parts.append("' ' || r.purpose || ' ' LIKE ? ESCAPE '!'")
            parameters.append(f"% {_escaped(self.purpose)} %")
        for condition, value in (
            ("r.actor_id = ?", self.actor_id and self.actor_id.hex),
            ("r.at >= ?", self.since and microseconds(self.since)),
            ("r.at < ?", self.until and microseconds(self.until)),
        ):
            if value is not None:
                parts.append(condition)
                parameters.append(value)
        return "".join(f" AND {part}" for part in parts), tuple(parameters)


ANY = Wanted()


def _way(event: Event, actors: Sequence[str], parameters: list[object]) -> str:
    parameters.extend((event.value, *actors))
    among = f" AND r.actor_kind IN ({', '.join('?' * len(actors))})" if actors else ""
    return f"(r.event = ?{among})"


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


class Readers:
    """A few idle connections, kept for whichever thread reads next."""

    def __init__(self) -> None:
        self._idle: list[Connection] = []
        self._lock = threading.Lock()

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection in autocommit. After an error it is closed and not used again."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or connect()
        is_sound = False
        try:
            yield connection
            is_sound = True
        finally:
            with self._lock:
                is_kept = is_sound and len(self._idle) < IDLE
                if is_kept:
                    self._idle.append(connection)
            if not is_kept:
                connection.close()

    def close(self) -> None:
        """Close what is idle."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            with suppress(*store_errors()):
                connection.close()


def rows_for(
    connection: Connection,
    tags: Sequence[bytes],
    *,
    limit: int,
    before: int | None = None,
    since: int = 0,
    wanted: Wanted = ANY,
    is_oldest_first: bool = False,
) -> tuple[Row, ...]:
    condition, parameters = wanted.condition()
    order = "ASC" if is_oldest_first else "DESC"
    found = connection.execute(
        f"SELECT {SELECT} FROM {_found_by(tags)} t JOIN privacy_ledger_row r ON r.seq = t.seq "  # noqa: S608 -- own
        f"WHERE t.seq >= ? AND t.seq < ?{condition} ORDER BY t.seq {order} LIMIT ?",
        (*tags, since, LARGEST if before is None else before, *parameters, limit),
    )
    return tuple(row(columns) for columns in found.fetchall())


def counts_for(connection: Connection, tags: Sequence[bytes], wanted: Wanted) -> dict[tuple[str, str], int]:
    condition, parameters = wanted.condition()
    found = connection.execute(
        "SELECT r.event, r.actor_kind, COUNT(*) "  # noqa: S608 -- own words
        f"FROM {_found_by(tags)} t JOIN privacy_ledger_row r ON r.seq = t.seq "
        f"WHERE 1 = 1{condition} GROUP BY r.event, r.actor_kind",
        (*tags, *parameters),
    )
    return {(event, actor_kind): count for event, actor_kind, count in found.fetchall()}


def _found_by(tags: Sequence[bytes]) -> str:
    """SQL for the numbers of the rows that tags find; a row that several find is found once."""
    among = ", ".join("?" * len(tags))
    # Of one tag no row is found twice, and the store need not look.
    distinct = "DISTINCT " if len(tags) != 1 else ""
    return f"(SELECT {distinct}seq FROM privacy_ledger_tag WHERE tag IN ({among}))"  # noqa: S608 -- own words


def rows(
    connection: Connection,
    *,
    since: int,
    until: int | None,
    limit: int,
    wanted: Wanted,
    is_newest_first: bool = False,
) -> tuple[Row, ...]:
    condition, parameters = wanted.condition()
    order = "DESC" if is_newest_first else "ASC"
    found = connection.execute(
        f"SELECT {SELECT} FROM privacy_ledger_row r "  # noqa: S608 -- own words
        f"WHERE r.seq >= ? AND r.seq < ?{condition} ORDER BY r.seq {order} LIMIT ?",
        (since, LARGEST if until is None else until, *parameters, limit),
    )
    return tuple(row(columns) for columns in found.fetchall())


def newest(connection: Connection, *, event: Event, outcome: str, limit: int) -> tuple[Row, ...]:
    found = connection.execute(
        f"SELECT {SELECT} FROM privacy_ledger_row r WHERE r.event = ? AND r.outcome = ? "  # noqa: S608 -- own words
        "ORDER BY r.seq DESC LIMIT ?",
        (event.value, outcome, limit),
    )
    return tuple(row(columns) for columns in found.fetchall())


def checkpoint(connection: Connection) -> str:
    """The signed note of the last batch; of the empty tree before the first."""
    head = store.stored_head(connection)
    return signer().sign(size=0, root=EMPTY_ROOT) if head is None else head.note


def size(connection: Connection) -> int:
    head = store.stored_head(connection)
    return 0 if head is None else head.size
