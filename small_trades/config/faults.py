"""Errors that a process did not expect, from wherever they are logged to where the owner reads them.

They are counted in memory and written a few seconds later by a thread of its own: no request waits for it, a
transaction that is rolled back takes nothing along, and a storm of errors is one write.
"""

import logging
import sys
import threading
from datetime import UTC, datetime
from types import TracebackType
from typing import Final

from django.db import Error, close_old_connections

from small_trades.config.ending import as_it_ends
from small_trades.shop.faults.seen import OVERFLOW, Seen, seen

FLUSH_SECONDS: Final = 5.0
AWAY_SECONDS: Final = 30.0
MOST: Final = 100
"""So many different errors are kept in memory; others count as too many."""


class Counted:
    """What a process has seen and not written down yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: dict[Seen, tuple[int, datetime, datetime]] = {}
        self.has_some = threading.Event()

    def add(self, one: Seen, count: int = 1, first: datetime | None = None) -> None:
        """Count it."""
        now = datetime.now(UTC)
        with self._lock:
            if one not in self._found and len(self._found) >= MOST:
                one = OVERFLOW
            before = self._found.get(one)
            began = before[1] if before else first or now
            self._found[one] = ((before[0] if before else 0) + count, began, now)
        self.has_some.set()

    def take(self) -> dict[Seen, tuple[int, datetime, datetime]]:
        """All of it; nothing is left."""
        with self._lock:
            found, self._found = self._found, {}
            self.has_some.clear()
        return found


COUNTED: Final = Counted()
_writing = threading.local()


class FaultHandler(logging.Handler):
    """Counts each record that carries an error. Of the record itself it reads the name of a view, no more."""

    def emit(self, record: logging.LogRecord) -> None:
        """Nothing is written here; so it can stand in any transaction, and in any thread."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None or getattr(_writing, "is_on", False):
            return
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        COUNTED.add(seen(error, match.view_name if match is not None else ""))


def flush(process: str) -> bool:
    """Write down what was counted; False where the store is away, and then nothing is lost."""
    from small_trades.shop.faults.actions.note import Times, note  # noqa: PLC0415 - needs the apps

    taken = COUNTED.take()
    if not taken:
        return True
    _writing.is_on = True
    try:
        note([Times(one, *times) for one, times in taken.items()], process=process)
    except Error:
        for one, (count, first, _last) in taken.items():
            COUNTED.add(one, count, first)
        return False
    finally:
        _writing.is_on = False
    return True


def keep(process: str) -> None:
    """From now on this process (`web`, `task`) writes down what it has seen; so is what ends a thread."""
    threading.excepthook = _of_thread
    as_it_ends(lambda: flush(process), name="last faults")
    threading.Thread(target=_go_on, args=(process,), name="faults", daemon=True).start()


def keep_of_command() -> None:
    """An error that ends a command is written down as it ends, and told on the terminal as ever."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            COUNTED.add(seen(error, ""))
            flush("command")
        before(kind, error, trace)

    sys.excepthook = hook


def _of_thread(ended: threading.ExceptHookArgs) -> None:
    error = ended.exc_value
    if error is not None:
        told = (type(error), error, ended.exc_traceback)
        logging.getLogger("small_trades").error("a thread ended", exc_info=told)


def _go_on(process: str) -> None:
    pause = threading.Event()
    while True:
        COUNTED.has_some.wait()
        pause.wait(FLUSH_SECONDS)
        try:
            is_written = flush(process)
        finally:
            close_old_connections()
        if not is_written:
            pause.wait(AWAY_SECONDS)
