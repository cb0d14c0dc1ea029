"""The ledger: what was done with personal information, durable before it is done, and impossible to rewrite unseen.

>>> seq = append(Entry(event=Event.USE, actor_kind="staff", role="orders", purpose="3b-delivery"))  # doctest: +SKIP
>>> verify().ok  # doctest: +SKIP
True
"""

from __future__ import annotations

import atexit
import os
from typing import TYPE_CHECKING

from small_trades.privacy._ledger import reading, verifying
from small_trades.privacy._ledger.entries import Entry, Event, Row, encode
from small_trades.privacy._ledger.errors import LedgerBroken, LedgerUnavailable, NoteInvalid
from small_trades.privacy._ledger.log import signer
from small_trades.privacy._ledger.verifying import Report
from small_trades.privacy._ledger.writer import Pending, Writer

if TYPE_CHECKING:
    from uuid import UUID

__all__ = [
    "Entry",
    "Event",
    "LedgerBroken",
    "LedgerUnavailable",
    "NoteInvalid",
    "Pending",
    "Report",
    "Row",
    "append",
    "checkpoint",
    "close",
    "enqueue",
    "rows",
    "rows_for",
    "size",
    "verifier_key",
    "verify",
]


class _Process:
    """What belongs to this process alone; a forked child gets its own."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.readers = reading.Readers()

    def before_fork(self) -> None:
        self.writer.before_fork()
        self.readers.close()

    def after_fork_in_parent(self) -> None:
        self.writer.after_fork()

    def after_fork_in_child(self) -> None:
        self.__init__()  # type: ignore[misc]  # nothing of the parent's threads and locks is of use here


_process = _Process()
os.register_at_fork(
    before=_process.before_fork,
    after_in_parent=_process.after_fork_in_parent,
    after_in_child=_process.after_fork_in_child,
)


def append(entry: Entry) -> int:
    """Write a row and return its sequence number once it is durable. Raises LedgerUnavailable: then do not go on."""
    return enqueue(entry).wait()


def enqueue(entry: Entry) -> Pending:
    """Write a row while something else is done. Nothing recorded by it may be returned before ``.wait()`` returned."""
    return _process.writer.enqueue(encode(entry))


def rows_for(tag: bytes, *, limit: int = 200, before: int | None = None) -> tuple[Row, ...]:
    """The rows found by a tag, newest first; ``before`` (a sequence number) continues an earlier answer."""
    with _process.readers.connection() as connection:
        return reading.rows_for(connection, tag, limit=limit, before=before)


def rows(
    *,
    since: int = 0,
    until: int | None = None,
    limit: int = 1000,
    event: Event | None = None,
    actor_id: UUID | None = None,
) -> tuple[Row, ...]:
    """Rows in order, numbers ``since`` (included) to ``until`` (not included), at most ``limit``."""
    with _process.readers.connection() as connection:
        return reading.rows(connection, since=since, until=until, limit=limit, event=event, actor_id=actor_id)


def verify(*, since: str | None = None) -> Report:
    """Check every row, the tree, head, checkpoints and witness; with ``since``, that the log extends that checkpoint.

    Reads the whole log: some 100,000 rows a second. Raises only when the store cannot be read at all.
    """
    with _process.readers.connection() as connection:
        return verifying.verify(connection, since=since)


def checkpoint() -> str:
    """The newest signed checkpoint, as C2SP tlog-checkpoint text; it covers every row acknowledged so far."""
    with _process.readers.connection() as connection:
        return reading.checkpoint(connection)


def size() -> int:
    """How many rows there are; the next row's number."""
    with _process.readers.connection() as connection:
        return reading.size(connection)


def verifier_key() -> str:
    """The public key that checkpoints are checked with, in C2SP's form, to be published."""
    return str(signer().verifier)


def close() -> None:
    """Write what is queued, checkpoint it and close every connection; the next call opens new ones."""
    _process.writer.drain()
    _process.readers.close()


atexit.register(close)
