"""The ledger: what was done with personal information, durable first, and impossible to rewrite unseen.

append(Entry(event=Event.USE, actor_kind="staff", role="orders", purpose="3b-delivery", …))  # 1041
rows_for(tag)    # what was done with one person's information, newest first
verify().ok      # True
checkpoint()     # a signed line of text: who keeps it can prove later that nothing before it was changed
"""

from __future__ import annotations

import atexit
import os
from typing import TYPE_CHECKING

from small_trades.privacy._broker import PATIENT, brokered
from small_trades.privacy._ledger import index, proofs, reading, scope, verifying
from small_trades.privacy._ledger.connections import store_errors
from small_trades.privacy._ledger.entries import Entry, Event, Row, encode
from small_trades.privacy._ledger.errors import LedgerBroken, LedgerUnavailable, NoSuchRow, NoteInvalid
from small_trades.privacy._ledger.index import Indexed, forget_tags, mend
from small_trades.privacy._ledger.log import Log, signer
from small_trades.privacy._ledger.proofs import InclusionProof, verify_inclusion
from small_trades.privacy._ledger.reading import ANY, Wanted
from small_trades.privacy._ledger.restored import set_witness_aside, size_of, witnessed_size
from small_trades.privacy._ledger.scope import Fact, Tally, Touched
from small_trades.privacy._ledger.verifying import Report
from small_trades.privacy._ledger.writer import Pending, Writer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

__all__ = [
    "ANY",
    "Entry",
    "Event",
    "Fact",
    "InclusionProof",
    "Indexed",
    "LedgerBroken",
    "LedgerUnavailable",
    "NoSuchRow",
    "NoteInvalid",
    "Pending",
    "Report",
    "Row",
    "Tally",
    "Touched",
    "Wanted",
    "append",
    "check",
    "checkpoint",
    "close",
    "counts_for",
    "enqueue",
    "forget_tags",
    "indexed_rows",
    "is_writing_here",
    "mend",
    "newest",
    "proof",
    "rows",
    "rows_for",
    "set_witness_aside",
    "size",
    "size_of",
    "touched",
    "verifier_key",
    "verify",
    "verify_inclusion",
    "witnessed_size",
]


class _Process:
    """What belongs to this process alone; a forked child gets its own."""

    def __init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Start anew: nothing of a parent's threads, locks and connections is of use in a child."""
        self.writer = Writer()
        self.readers = reading.Readers()

    def before_fork(self) -> None:
        self.writer.before_fork()
        self.readers.close()

    def after_fork(self) -> None:
        self.writer.after_fork()


_process = _Process()
os.register_at_fork(
    before=_process.before_fork,
    after_in_parent=_process.after_fork,
    after_in_child=_process.renew,
)


def append(entry: Entry) -> int:
    """Write a row; its number, once it is durable. Raises LedgerUnavailable: then do not go on."""
    return enqueue(entry).wait()


def enqueue(entry: Entry) -> Pending:
    """Write a row while something else is done. No value it records may be given out before `.wait()`."""
    return _process.writer.enqueue(encode(entry))


@brokered
def rows_for(
    *tags: bytes,
    limit: int = 200,
    before: int | None = None,
    since: int = 0,
    wanted: Wanted = ANY,
    is_oldest_first: bool = False,
) -> tuple[Row, ...]:
    """The rows found by any of the tags, each once, newest first.

    Their numbers are from ``since`` (included) to ``before`` (not).
    """
    with _process.readers.connection() as connection:
        return reading.rows_for(
            connection,
            tags,
            limit=limit,
            before=before,
            since=since,
            wanted=wanted,
            is_oldest_first=is_oldest_first,
        )


@brokered
def counts_for(*tags: bytes, wanted: Wanted = ANY) -> dict[tuple[str, str], int]:
    """How many rows any of the tags finds, by event and kind of actor."""
    with _process.readers.connection() as connection:
        return reading.counts_for(connection, tags, wanted)


@brokered
def rows(
    *,
    since: int = 0,
    until: int | None = None,
    limit: int = 1000,
    event: Event | None = None,
    actor_id: UUID | None = None,
    wanted: Wanted | None = None,
    is_newest_first: bool = False,
) -> tuple[Row, ...]:
    """Rows in order, numbers ``since`` (included) to ``until`` (not included), at most ``limit``.

    `event` and `actor_id` are short for a `wanted` of just these.
    """
    asked = wanted or Wanted({event: ()} if event else None, actor_id=actor_id)
    with _process.readers.connection() as connection:
        return reading.rows(
            connection, since=since, until=until, limit=limit, wanted=asked, is_newest_first=is_newest_first
        )


@brokered
def proof(seq: int) -> InclusionProof:
    """The RFC 6962 audit path of a row under the newest signed checkpoint, checked before it is given out.

    Raises NoSuchRow, and LedgerBroken for a row that cannot be proven.
    """
    with _process.readers.connection() as connection:
        return proofs.prove(connection, seq)


def indexed_rows(*, since: int = 0, until: int | None = None) -> Iterator[Indexed]:
    """The rows that refer to persons, with the tags that lead to them, read page by page."""
    with _process.readers.connection() as connection:
        end = reading.size(connection) if until is None else until
        yield from index.indexed(connection, since=since, until=end)


def touched(*, since: datetime, until: datetime, actor_id: UUID | None = None, session: str = "") -> Touched:
    """Whom the rows of a span of time concern, by tag, and what they say; of one actor or one session."""
    with _process.readers.connection() as connection:
        return scope.touched(connection, since=since, until=until, actor_id=actor_id, session=session)


@brokered
def newest(*, event: Event, outcome: str, limit: int = 50) -> tuple[Row, ...]:
    """The newest rows of one event with one outcome, newest first."""
    with _process.readers.connection() as connection:
        return reading.newest(connection, event=event, outcome=outcome, limit=limit)


@brokered(seconds=PATIENT)
def verify(*, since: str | None = None) -> Report:
    """Check every row, the tree, head, checkpoints and witness; with `since`, that the log extends it.

    Reads the whole log. Raises only when the store cannot be read at all.
    """
    with _process.readers.connection() as connection:
        return verifying.verify(connection, since=since)


@brokered
def checkpoint() -> str:
    """The newest signed checkpoint, as C2SP tlog-checkpoint text; it covers every row acknowledged so far."""
    with _process.readers.connection() as connection:
        return reading.checkpoint(connection)


@brokered
def size() -> int:
    """How many rows there are; the next row's number."""
    with _process.readers.connection() as connection:
        return reading.size(connection)


@brokered
def verifier_key() -> str:
    """The public key that checkpoints are checked with, in C2SP's form, to be published."""
    return str(signer().verifier)


def check() -> None:
    """Whether the log can be continued, quickly, for the start of the program.

    Raises LedgerUnavailable with a sentence: no store, no key, or a log that was cut or restored.
    """
    log = Log()
    try:
        log.check()
    except store_errors() as error:
        raise LedgerUnavailable(f"the ledger store cannot be used: {type(error).__name__}") from error
    finally:
        log.close()


def is_writing_here() -> bool:
    """Whether this is the ledger's own thread, which can enqueue but not wait."""
    return _process.writer.is_current_thread()


def close() -> None:
    """Write what is queued, checkpoint it and close every connection; the next call opens new ones."""
    _process.writer.drain()
    _process.readers.close()


atexit.register(close)
