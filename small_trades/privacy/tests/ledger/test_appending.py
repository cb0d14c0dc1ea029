"""A row is durable when its number is known, whoever else writes and whatever happens around."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connections, transaction
from small_trades.privacy import _ledger as ledger
from small_trades.privacy._ledger.connections import SQLiteConnection, connect
from small_trades.privacy.tests.ledger.stores import OTHER_TAG, STAFF, TAG, Store, entry


def test_a_row_comes_back_as_it_was_written(store: Store) -> None:
    before = datetime.now(UTC)
    assert ledger.append(entry()) == 0
    (row,) = ledger.rows()
    assert row.seq == 0
    assert before - timedelta(milliseconds=1) <= row.at <= datetime.now(UTC)
    assert (row.event, row.actor_kind, row.actor_id, row.role) == (ledger.Event.USE, "staff", STAFF, "orders")
    assert (row.reason, row.purpose, row.policy_version) == ("配送の確認", "3b-delivery", 3)
    assert row.groups == ("PersonName", "DeliveryAddress")
    assert row.references == (b"sealed one", b"sealed two")
    assert (row.recipient, row.outcome, row.request_id) == ("carrier", "allowed", "5f1e")
    assert ledger.rows_for(TAG) == (row,)


def test_an_entry_may_say_next_to_nothing(store: Store) -> None:
    ledger.append(ledger.Entry(event=ledger.Event.POLICY, actor_kind="system"))
    (row,) = ledger.rows()
    assert (row.actor_id, row.groups, row.references, row.reason) == (None, (), (), "")
    assert ledger.verify().ok


def test_an_empty_ledger_is_whole(store: Store) -> None:
    assert (ledger.size(), ledger.rows(), ledger.rows_for(TAG)) == (0, (), ())
    assert ledger.checkpoint().startswith(
        "small-trades/ledger\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— "
    )
    assert ledger.verify(since=ledger.checkpoint()) == ledger.Report(
        ok=True, rows=0, first_bad=None, problem="", checkpoint=None
    )


def test_a_person_s_rows_come_newest_first_in_pages(store: Store) -> None:
    other = b"the tag of Cyd.."
    for number in range(6):
        ledger.append(
            entry(tags=(TAG, OTHER_TAG) if number % 2 else (TAG, other, other), request_id=str(number))
        )
    assert [row.seq for row in ledger.rows_for(TAG)] == [5, 4, 3, 2, 1, 0]
    assert [row.seq for row in ledger.rows_for(other)] == [4, 2, 0]
    assert [row.seq for row in ledger.rows_for(TAG, limit=2)] == [5, 4]
    assert [row.seq for row in ledger.rows_for(TAG, limit=2, before=4)] == [3, 2]
    assert ledger.rows_for(b"nobody's tag....") == ()


def test_rows_are_found_by_range_event_and_actor(store: Store) -> None:
    ledger.append(entry())
    ledger.append(entry(event=ledger.Event.SEARCH))
    ledger.append(entry(actor_id=None))
    assert [row.seq for row in ledger.rows(since=1)] == [1, 2]
    assert [row.seq for row in ledger.rows(until=1)] == [0]
    assert [row.seq for row in ledger.rows(limit=2)] == [0, 1]
    assert [row.seq for row in ledger.rows(event=ledger.Event.SEARCH)] == [1]
    assert [row.seq for row in ledger.rows(actor_id=STAFF)] == [0, 1]


def test_threads_share_a_log_without_gaps(store: Store) -> None:
    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(lambda number: ledger.append(entry(request_id=str(number))), range(400)))
    assert sorted(numbers) == list(range(400))
    assert {row.seq: row.request_id for row in ledger.rows()} == {
        seq: str(number) for number, seq in enumerate(numbers)
    }
    assert ledger.verify().rows == 400
    assert ledger.verify().ok


def test_more_rows_at_once_than_one_batch_holds(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("small_trades.privacy._ledger.writer.BATCH", 100)
    pending = [ledger.enqueue(entry()) for _ in range(2_500)]
    assert [each.wait() for each in pending] == list(range(2_500))
    sizes = [size for (size,) in store.ask("SELECT size FROM privacy_ledger_checkpoint ORDER BY size")]
    assert max(later - sooner for sooner, later in zip([0, *sizes], sizes, strict=False)) < 1_000 + 100
    assert ledger.verify().ok


def test_processes_share_a_log_without_gaps(store: Store) -> None:
    code = "print([ledger.append(entry) for _ in range(40)])"
    with ThreadPoolExecutor(3) as others:
        runs = [others.submit(store.python, code) for _ in range(3)]
        here = [ledger.append(entry()) for _ in range(40)]
    outputs = [run.result() for run in runs]
    assert [output.stderr for output in outputs] == ["", "", ""]
    there = [int(number) for output in outputs for number in output.stdout.strip("[]\n").split(", ")]
    assert sorted(here + there) == list(range(160))
    report = ledger.verify()
    assert (report.problem, report.rows) == ("", 160)


@pytest.mark.django_db(databases=["default", "ledger"])
def test_a_transaction_around_it_does_not_reach_the_ledger(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(), transaction.atomic(using="ledger"):
        assert ledger.append(entry()) == 0
        assert [row.seq for row in ledger.rows()] == [0]
        _ = 1 / 0
    assert [row.seq for row in ledger.rows()] == [0]


def test_a_row_outlives_the_process_that_is_killed_right_after(store: Store) -> None:
    run = store.python("import os, signal\nledger.append(entry)\nos.kill(os.getpid(), signal.SIGKILL)")
    assert run.returncode == -signal.SIGKILL
    assert ledger.size() == 1
    assert ledger.verify().problem == ""
    assert ledger.append(entry()) == 1


def test_what_is_queued_is_written_before_the_process_ends(store: Store) -> None:
    run = store.python("for _ in range(300): ledger.enqueue(entry)")
    assert (run.returncode, run.stderr) == (0, "")
    assert ledger.size() == 300
    assert store.witness.read_text() == ledger.checkpoint()
    assert ledger.verify().problem == ""


def test_a_forked_child_writes_on_its_own(store: Store) -> None:
    code = """
import os
ledger.append(entry)
child = os.fork()
if child == 0:
    ok = ledger.append(entry) >= 0 and ledger.rows()[0].seq == 0
    ledger.close()
    os._exit(0 if ok else 1)
for _ in range(20):
    ledger.append(entry)
_, status = os.waitpid(child, 0)
print(status, ledger.size(), ledger.verify().problem)
"""
    run = store.python(code)
    assert (run.stderr, run.stdout) == ("", "0 22 \n")


def test_the_writer_rests_and_starts_again(store: Store) -> None:
    assert ledger.append(entry()) == 0
    ledger.close()
    assert "ledger-writer" not in {thread.name for thread in threading.enumerate()}
    ledger.close()
    assert ledger.append(entry()) == 1


def test_commits_wait_for_the_disk(store: Store) -> None:
    writing = connect(writing=True)
    if store.url:
        assert writing.execute("SHOW synchronous_commit").fetchone() == ("on",)
    else:
        assert writing.execute("PRAGMA synchronous").fetchone() == (2,)
        assert writing.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    writing.close()


def test_no_number_is_given_while_the_store_is_locked(store: Store) -> None:
    settings.PRIVACY["LEDGER_TIMEOUT_SECONDS"] = 0
    assert ledger.append(entry()) == 0
    ledger.close()
    other = connect(writing=True)
    other.begin_writing("SELECT 1")
    first, second = ledger.enqueue(entry()), ledger.enqueue(entry())
    for pending in (first, second):
        with pytest.raises(ledger.LedgerUnavailable, match="could not be made durable"):
            pending.wait()
    other.commit()
    other.close()
    assert ledger.size() == 1
    assert ledger.append(entry()) == 1
    assert ledger.verify().ok


def test_a_lost_connection_is_opened_again(store: Store) -> None:
    assert ledger.append(entry()) == 0
    if store.url:
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        assert store.ask(f"SELECT pg_terminate_backend(pid) {others}") != []
    else:
        # SQLite loses a connection to nobody but to a fork.
        ledger._process.before_fork()
        ledger._process.after_fork()
    assert ledger.append(entry()) == 1
    assert ledger.verify().ok


def test_a_store_that_is_locked_for_a_while_is_waited_for(store: Store) -> None:
    ledger.append(entry())
    other = connect(writing=True)
    other.begin_writing("SELECT 1")
    pending = ledger.enqueue(entry())
    with pytest.raises(ledger.LedgerUnavailable, match="in time"):
        pending.wait(0)
    other.commit()
    other.close()
    assert pending.wait() == 1


def test_a_store_that_is_not_there_says_so(store: Store) -> None:
    name = "no_such_ledger" if store.url else str(store.home / "missing" / "ledger.sqlite3")
    connections["ledger"].settings_dict["NAME"] = name
    settings.PRIVACY["LEDGER_TIMEOUT_SECONDS"] = 0
    with pytest.raises(ledger.LedgerUnavailable):
        ledger.append(entry())
    with pytest.raises(ledger.LedgerUnavailable, match="cannot be used"):
        ledger.check()


def test_a_key_file_that_cannot_be_written_says_so(store: Store) -> None:
    settings.PRIVACY["LEDGER_SIGNING_KEY_FILE"] = store.home / "ledger.sqlite3" / "in-a-file" / "key"
    (store.home / "ledger.sqlite3").touch()
    with pytest.raises(ledger.LedgerUnavailable, match="signing key cannot be read"):
        ledger.append(entry())


def test_an_sqlite_store_in_memory_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    given = connections["ledger"].settings_dict
    monkeypatch.setitem(given, "ENGINE", "django.db.backends.sqlite3")
    given["NAME"] = "file:ledger?mode=memory&cache=shared"
    with pytest.raises(ledger.LedgerUnavailable, match="a file of its own"):
        SQLiteConnection(writing=True)


def test_the_ledger_s_own_thread_does_not_wait_for_itself(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[object] = []
    writer = ledger._process.writer

    def from_within(**_named: object) -> None:
        answers.append(ledger.is_writing_here())
        try:
            ledger.append(entry())
        except ledger.LedgerUnavailable as error:
            answers.append(str(error))
        monkeypatch.undo()

    ledger.append(entry())
    monkeypatch.setattr(writer._log, "settle", from_within)
    ledger.append(entry())
    ledger.close()
    assert answers == [True, "the ledger's own thread cannot wait for itself"]
    assert ledger.size() == 3
