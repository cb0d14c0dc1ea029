"""One thread per process writes; everyone else enqueues and waits (group commit).

While one batch is being synced the next one gathers, so that many threads share one sync. The thread starts
with the first entry, is a daemon, and is drained at exit. Before a fork the connection is closed, because
SQLite's locks do not survive one; the child starts anew.
"""

from __future__ import annotations

import _thread
import threading
import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from django.conf import settings

from small_trades.privacy._ledger.connections import is_transient, store_errors
from small_trades.privacy._ledger.errors import LedgerUnavailable
from small_trades.privacy._ledger.log import Log

if TYPE_CHECKING:
    from small_trades.privacy._ledger.entries import Encoded

BATCH = 1_000
TIMEOUT_SECONDS = 10.0
RETRY_SECONDS = 0.02
WAIT_SECONDS = 60.0


class Pending:
    """An entry on its way. ``wait`` returns its number once the row is durable, and never before."""

    __slots__ = ("_done", "_error", "_seq", "_writer", "entry")

    def __init__(self, entry: Encoded, writer: Writer) -> None:
        self.entry = entry
        self._writer = writer
        self._seq = -1
        self._error: BaseException | None = None
        # A bare lock: an Event costs several times as much, and there is one of these for every value opened.
        self._done = _thread.allocate_lock()
        self._done.acquire()

    def wait(self, timeout: float = WAIT_SECONDS) -> int:
        """The sequence number. Raises LedgerUnavailable when the row is not durable after `timeout` s."""
        if self._writer.is_current_thread():
            raise LedgerUnavailable("the ledger's own thread cannot wait for itself")
        if not self._done.acquire(timeout=timeout):
            raise LedgerUnavailable("the ledger did not answer in time")
        self._done.release()
        if self._error is not None:
            what = self._error if isinstance(self._error, LedgerUnavailable) else type(self._error).__name__
            raise LedgerUnavailable(f"the row could not be made durable: {what}") from self._error
        return self._seq

    def succeed(self, seq: int) -> None:
        self._seq = seq
        self._done.release()

    def fail(self, error: BaseException) -> None:
        self._error = error
        self._done.release()


class Writer:
    """The queue and its thread."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Pending | None] = SimpleQueue()
        self._starting = threading.RLock()
        self._thread: threading.Thread | None = None
        self._log: Log | None = None
        self._in_use = threading.Lock()
        """Held while the log's connection is used, so that a fork finds it at rest."""

    def enqueue(self, entry: Encoded) -> Pending:
        """Safe anywhere, also within an audit hook: it takes no lock once the thread runs."""
        pending = Pending(entry, self)
        self._queue.put(pending)
        # After the put: a thread that ends sets None and then looks into the queue, so one of both sees it.
        if self._thread is None:
            self._start()
        return pending

    def drain(self) -> None:
        """Write all that is queued, checkpoint it, and end the thread; the next entry starts another."""
        with self._starting:
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            self._queue.put(None)
            thread.join()

    def is_current_thread(self) -> bool:
        return threading.current_thread() is self._thread

    def before_fork(self) -> None:
        self._in_use.acquire()
        if self._log is not None:
            self._log.close()

    def after_fork(self) -> None:
        """In the parent."""
        self._in_use.release()

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="ledger-writer", daemon=True)
                try:
                    self._thread.start()
                except RuntimeError as error:  # the interpreter is ending
                    self._thread = None
                    self._fail_queued(error)

    def _run(self) -> None:
        try:
            while self._turn():
                pass
        finally:
            with self._in_use:
                log, self._log = self._log, None
                if log is not None:
                    log.close()
            with self._starting:
                self._thread = None
            if not self._queue.empty():
                self._start()

    def _turn(self) -> bool:
        """One batch, or one idle moment. False when the thread is to end."""
        batch, is_last = self._take()
        if batch:
            self._write(batch)
        with self._in_use:
            if self._log is not None:
                self._log.settle(now=is_last)
        return not is_last

    def _take(self) -> tuple[list[Pending], bool]:
        """Everything queued, up to a batch; waits for the first. The flag says that a drain was asked for."""
        batch: list[Pending] = []
        try:
            item = self._queue.get(timeout=self._log.seconds_to_settle() if self._log else None)
            while item is not None:
                batch.append(item)
                if len(batch) == BATCH:
                    return batch, False
                item = self._queue.get_nowait()
        except Empty:
            return batch, False
        return batch, True

    def _write(self, batch: list[Pending]) -> None:
        """Write the batch and wake those who wait for it, whatever happens."""
        seq: int | None = None
        error: BaseException = LedgerUnavailable("the ledger's thread ended")
        try:
            seq = self._write_patiently([pending.entry for pending in batch])
        except store_errors(LedgerUnavailable) as raised:
            error = raised
        finally:
            for offset, pending in enumerate(batch):
                if seq is None:
                    pending.fail(error)
                else:
                    pending.succeed(seq + offset)

    def _write_patiently(self, entries: list[Encoded]) -> int:
        """Try again, within bounds, while the store is busy or away."""
        deadline = time.monotonic() + settings.PRIVACY.get("LEDGER_TIMEOUT_SECONDS", TIMEOUT_SECONDS)
        while True:
            with self._in_use:
                log = self._log = self._log or Log()
                try:
                    return log.write(entries)
                except store_errors() as error:
                    log.close()
                    if not is_transient(error) or time.monotonic() > deadline:
                        raise
                except LedgerUnavailable:
                    log.close()
                    raise
            time.sleep(RETRY_SECONDS)

    def _fail_queued(self, error: BaseException) -> None:
        while not self._queue.empty():
            pending = self._queue.get_nowait()
            if pending is not None:
                pending.fail(error)
