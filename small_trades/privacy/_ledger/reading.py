"""Reading the log over connections of its own, so that what is read is what was committed."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from small_trades.privacy._ledger import store
from small_trades.privacy._ledger.columns import SELECT, row
from small_trades.privacy._ledger.connections import connect, store_errors
from small_trades.privacy._ledger.log import signer
from small_trades.privacy._ledger.merkle import EMPTY_ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from small_trades.privacy._ledger.connections import Connection
    from small_trades.privacy._ledger.entries import Event, Row

IDLE = 4
LARGEST = 2**63 - 1


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


def rows_for(connection: Connection, tag: bytes, *, limit: int, before: int | None) -> tuple[Row, ...]:
    found = connection.execute(
        f"SELECT {SELECT} FROM privacy_ledger_tag t JOIN privacy_ledger_row r ON r.seq = t.seq "  # noqa: S608 -- own
        "WHERE t.tag = ? AND t.seq < ? ORDER BY t.seq DESC LIMIT ?",
        (tag, LARGEST if before is None else before, limit),
    )
    return tuple(row(columns) for columns in found.fetchall())


def rows(
    connection: Connection,
    *,
    since: int,
    until: int | None,
    limit: int,
    event: Event | None,
    actor_id: UUID | None,
) -> tuple[Row, ...]:
    conditions = {
        "r.seq >= ?": since,
        "r.seq < ?": until,
        "r.event = ?": None if event is None else event.value,
        "r.actor_id = ?": None if actor_id is None else actor_id.hex,
    }
    asked = {condition: value for condition, value in conditions.items() if value is not None}
    where = " AND ".join(asked)
    found = connection.execute(
        f"SELECT {SELECT} FROM privacy_ledger_row r WHERE {where} ORDER BY r.seq LIMIT ?",  # noqa: S608 -- own words
        (*asked.values(), limit),
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
