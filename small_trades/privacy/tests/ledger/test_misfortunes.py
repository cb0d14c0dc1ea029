"""What goes wrong in the writer reaches whoever waits, and nobody else: the next row is written as ever."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connections
from small_trades.privacy import _ledger as ledger
from small_trades.privacy._ledger import reading
from small_trades.privacy._ledger.entries import encode
from small_trades.privacy._ledger.log import Log
from small_trades.privacy.tests.ledger.stores import Store, entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from small_trades.privacy._ledger.entries import Encoded


def failing_once(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next batch raises before anything is written; the ones after it do not."""
    write: Callable[[Log, Sequence[Encoded]], int] = Log.write

    def fail(_log: Log, _batch: Sequence[Encoded]) -> int:
        monkeypatch.setattr(Log, "write", write)
        raise error

    monkeypatch.setattr(Log, "write", fail)


def busy() -> Exception:
    """What the driver raises when trying again may help."""
    driver: Any = connections["ledger"]
    error: Exception = driver.Database.OperationalError("busy")
    error.sqlite_errorcode = 261  # type: ignore[attr-defined]  # SQLITE_BUSY_RECOVERY
    return error


def damaged() -> Exception:
    """What the driver raises when it cannot."""
    driver: Any = connections["ledger"]
    error: Exception = driver.Database.DatabaseError("damaged")
    return error


def test_a_busy_store_is_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    failing_once(busy(), monkeypatch)
    assert ledger.append(entry()) == 0


def test_a_busy_store_is_not_tried_for_ever(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PRIVACY["LEDGER_TIMEOUT_SECONDS"] = -1
    failing_once(busy(), monkeypatch)
    with pytest.raises(ledger.LedgerUnavailable, match="OperationalError"):
        ledger.append(entry())
    assert ledger.append(entry()) == 0


def test_a_damaged_store_is_not_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    failing_once(damaged(), monkeypatch)
    with pytest.raises(ledger.LedgerUnavailable, match="DatabaseError"):
        ledger.append(entry())
    assert ledger.append(entry()) == 0


def test_a_mistake_in_the_writer_leaves_nobody_waiting(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    died: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda arguments: died.append(arguments.exc_type))
    failing_once(ZeroDivisionError(), monkeypatch)
    with pytest.raises(ledger.LedgerUnavailable, match="thread ended"):
        ledger.append(entry())
    assert ledger.append(entry()) == 0
    assert died == [ZeroDivisionError]


def test_a_process_that_is_ending_starts_no_thread(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def start(_thread: threading.Thread) -> None:
        raise RuntimeError("can't create new thread at interpreter shutdown")

    with monkeypatch.context() as ending:
        ending.setattr(threading.Thread, "start", start)
        with pytest.raises(ledger.LedgerUnavailable, match="RuntimeError"):
            ledger.append(entry())
    assert ledger.append(entry()) == 0


def test_what_comes_after_the_drain_began_is_written_too(store: Store) -> None:
    ledger.append(entry())
    writer = ledger._process.writer
    with writer._in_use:
        first = ledger.enqueue(entry())
        writer._queue.put(None)
        second = ledger.enqueue(entry())
    assert (first.wait(), second.wait()) == (1, 2)


def test_a_checkpoint_that_cannot_be_written_harms_no_row(
    store: Store, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("small_trades.privacy._ledger.log.CHECKPOINT_SECONDS", 3600.0)
    log = Log()
    log.write([encode(entry())])
    witness = settings.PRIVACY["LEDGER_WITNESS_FILE"]
    (store.home / "a file").touch()
    settings.PRIVACY["LEDGER_WITNESS_FILE"] = store.home / "a file" / "witness.txt"
    log.settle()
    assert "checkpoint could not be written" in caplog.text
    settings.PRIVACY["LEDGER_WITNESS_FILE"] = witness
    assert log.write([encode(entry())]) == 1
    log.settle()
    assert ledger.checkpoint() != store.witness.read_text()
    log.settle(now=True)
    log.close()
    assert ledger.checkpoint() == store.witness.read_text()
    assert ledger.verify().ok


def test_readers_keep_few_connections_and_no_broken_one(store: Store) -> None:
    readers = reading.Readers()
    with ExitStack() as many:
        for _ in range(reading.IDLE + 2):
            many.enter_context(readers.connection())
    assert len(readers._idle) == reading.IDLE
    with pytest.raises(ZeroDivisionError), readers.connection():
        _ = 1 / 0
    assert len(readers._idle) == reading.IDLE - 1
    readers.close()
    assert readers._idle == []
