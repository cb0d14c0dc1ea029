"""The log as its one writer holds it: a connection, the key, the last head, and when to make checkpoints."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from small_trades.privacy._ledger import store, witness
from small_trades.privacy._ledger.connections import connect, store_errors
from small_trades.privacy._ledger.errors import LedgerBroken, LedgerUnavailable, NoteInvalid
from small_trades.privacy._ledger.merkle import EMPTY_ROOT
from small_trades.privacy._ledger.notes import load_signer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from small_trades.privacy._ledger.connections import Connection
    from small_trades.privacy._ledger.entries import Encoded
    from small_trades.privacy._ledger.notes import Signer

logger = logging.getLogger(__name__)

CHECKPOINT_SECONDS = 1.0
CHECKPOINT_ROWS = 1_000
ORIGIN = "small-trades/ledger"


def signer() -> Signer:
    """The log's signer, from settings.PRIVACY. Raises LedgerUnavailable."""
    path = Path(settings.PRIVACY["LEDGER_SIGNING_KEY_FILE"])
    try:
        return load_signer(path, name=settings.PRIVACY.get("LEDGER_ORIGIN", ORIGIN))
    except OSError as error:
        raise LedgerUnavailable(f"the ledger's signing key cannot be read: {path}") from error


def witness_file() -> Path:
    return Path(settings.PRIVACY["LEDGER_WITNESS_FILE"])


class Log:
    """Used by one thread at a time."""

    def __init__(self) -> None:
        self._signer = signer()
        self._connection: Connection | None = None
        self._head: store.Head | None = None
        self._checkpoint_size = 0
        self._witnessed_size = 0
        self._checkpoint_at = self._witnessed_at = -CHECKPOINT_SECONDS

    def write(self, batch: Sequence[Encoded]) -> int:
        """Make the batch durable; the number of its first row.

        Raises LedgerUnavailable or the store's errors: then close the log before using it again. After a
        connection lost at the very end the batch may be there all the same: written again it stands there
        twice, which over-reports and never under-reports.
        """
        connection = self._open()
        head = self._current(connection)
        after = store.append_batch(connection, batch, head, self._signer)
        is_due = self._is_checkpoint_due(after.size)
        if is_due:
            store.write_checkpoint(connection, after)
        connection.commit()
        self._head = after
        if is_due:
            self._checkpoint_size, self._checkpoint_at = after.size, time.monotonic()
        return head.size if head else 0

    def check(self) -> None:
        """Whether the log can be continued. Raises LedgerUnavailable or the store's errors."""
        connection = self._open()
        self._head = self._current(connection)
        connection.commit()

    def seconds_to_settle(self) -> float | None:
        """After how long without rows ``settle`` has something to do; None when nothing is left."""
        if self._head is None or self._witnessed_size == self._head.size:
            return None
        return max(0.0, self._witnessed_at + CHECKPOINT_SECONDS - time.monotonic())

    def settle(self, *, now: bool = False) -> None:
        """Checkpoint and witness what was written, at most once per second unless `now`.

        The rows are durable already. What fails here is logged, and tried again a second later.
        """
        left = self.seconds_to_settle()
        if left is None or (left > 0 and not now):
            return
        self._witnessed_at = time.monotonic()
        try:
            self._settle(self._open())
        except store_errors(LedgerUnavailable, OSError):
            logger.exception("the ledger's checkpoint could not be written")
            self.close()

    def close(self) -> None:
        """Give the connection up; the next use opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = connect(writing=True)
        return self._connection

    def _is_checkpoint_due(self, size: int) -> bool:
        is_late = time.monotonic() - self._checkpoint_at >= CHECKPOINT_SECONDS
        return is_late or size - self._checkpoint_size >= CHECKPOINT_ROWS

    def _current(self, connection: Connection) -> store.Head | None:
        """Begin; the head under the write lock, checked in full whenever it is not the one written here."""
        stored = store.begin(connection)
        if self._head is not None and stored is not None and stored.note == self._head.note:
            return self._head
        head = store.opened_head(stored, self._signer.verifier)
        size = head.size if head else 0
        seen = self._head.size if self._head else 0
        signed = max(seen, store.last_checkpoint_size(connection), self._witnessed(is_new=head is None))
        if signed > size or store.next_seq(connection) != size:
            raise LedgerBroken(
                f"the ledger was cut, changed or restored: its head says {size} rows, signed were {signed}. "
                "Run ledger verify. Only if an older ledger was restored on purpose, move "
                f"{witness_file()} aside"
            )
        return head

    def _witnessed(self, *, is_new: bool) -> int:
        """The size the witness file holds. A new log gets one before its first row; later, none is amiss."""
        path = witness_file()
        try:
            note = witness.read(path)
            if note is None and is_new:
                witness.replace(path, self._signer.sign(size=0, root=EMPTY_ROOT))
            return 0 if note is None else self._signer.verifier.open(note).size
        except NoteInvalid as error:
            raise LedgerBroken(f"{path} is not the witness of this ledger: {error}") from error
        except OSError as error:
            raise LedgerUnavailable(f"the ledger's witness file cannot be used: {path}") from error

    def _settle(self, connection: Connection) -> None:
        head = self._current(connection)
        if head is not None and store.last_checkpoint_size(connection) < head.size:
            store.write_checkpoint(connection, head)
        connection.commit()
        if head is not None:
            self._head = head
            self._checkpoint_size, self._checkpoint_at = head.size, time.monotonic()
            self._witnessed_size = head.size
            witness.advance(witness_file(), connection, head, self._signer.verifier)
