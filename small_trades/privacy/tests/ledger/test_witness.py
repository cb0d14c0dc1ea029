"""The copy outside the store, and a log that is not continued where it was cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from small_trades.privacy import _ledger as ledger
from small_trades.privacy._ledger import witness
from small_trades.privacy._ledger.connections import connect
from small_trades.privacy._ledger.entries import encode
from small_trades.privacy._ledger.log import Log, signer
from small_trades.privacy._ledger.store import stored_head
from small_trades.privacy.tests.ledger.stores import Store, entry
from small_trades.privacy.tests.ledger.test_verifying import cut, older_head

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def log(store: Store) -> Store:
    """Eight rows, checkpoints after four and eight, and nobody writing."""
    for _ in range(2):
        for pending in [ledger.enqueue(entry()) for _ in range(4)]:
            pending.wait()
        ledger.close()
    return store


def test_the_witness_holds_the_newest_checkpoint_and_nothing_else(log: Store) -> None:
    assert log.witness.read_text() == ledger.checkpoint()
    assert log.witness.stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in log.witness.parent.iterdir()) == [
        "ledger-signing.key",
        "ledger-witness.txt",
    ]


def test_there_is_a_witness_before_there_is_a_row(store: Store) -> None:
    ledger.check()
    assert store.witness.read_text().split("\n")[1] == "0"
    assert ledger.size() == 0
    ledger.append(entry())
    ledger.close()
    assert store.witness.read_text().split("\n")[1] == "1"


def test_a_missing_witness_is_told_and_made_again(log: Store) -> None:
    log.witness.unlink()
    report = ledger.verify()
    assert (report.ok, report.problem) == (False, f"the witness file is missing: {log.witness}")
    ledger.append(entry())
    ledger.close()
    assert log.witness.read_text() == ledger.checkpoint()
    assert ledger.verify().ok


def replaced_head(log: Store) -> None:
    log.tamper(older_head(4))


def cut_rows(log: Store) -> None:
    log.tamper("DELETE FROM privacy_ledger_row WHERE seq >= 6")


def cut_rows_and_head(log: Store) -> None:
    log.tamper(older_head(4), "DELETE FROM privacy_ledger_row WHERE seq >= 4")


def cut_all(log: Store) -> None:
    log.tamper(older_head(4), *cut(4))


def removed_head(log: Store) -> None:
    log.tamper("DELETE FROM privacy_ledger_head")


def forged_head(log: Store) -> None:
    log.tamper("UPDATE privacy_ledger_head SET size = 7")


def emptied(log: Store) -> None:
    log.tamper("DELETE FROM privacy_ledger_head", *cut(0))


@pytest.mark.parametrize(
    "harm", [replaced_head, cut_rows, cut_rows_and_head, cut_all, removed_head, forged_head, emptied]
)
def test_a_log_that_was_harmed_is_not_continued(log: Store, harm: Callable[[Store], None]) -> None:
    harm(log)
    evidence = log.witness.read_text()
    problem = ledger.verify().problem
    with pytest.raises(ledger.LedgerBroken, match="verify"):
        ledger.check()
    with pytest.raises(ledger.LedgerUnavailable, match="verify"):
        ledger.append(entry())
    ledger.close()
    assert log.witness.read_text() == evidence
    assert ledger.verify().problem == problem != ""


def test_a_log_of_another_key_is_not_continued(log: Store) -> None:
    settings.PRIVACY["LEDGER_SIGNING_KEY_FILE"] = log.home / "another.key"
    with pytest.raises(ledger.LedgerUnavailable, match="not signed by this log's key"):
        ledger.append(entry())


def test_a_log_that_was_harmed_while_it_ran_keeps_its_witness(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    writing = Log()
    writing.write([encode(entry())])
    writing.settle(now=True)
    evidence = store.witness.read_text()
    writing.write([encode(entry())])
    store.tamper("UPDATE privacy_ledger_row SET leaf_hash = frontier FROM privacy_ledger_head WHERE seq = 1")
    writing.write([encode(entry())])
    writing.settle(now=True)
    writing.close()
    assert "does not extend its witness (size 1)" in caplog.text
    assert store.witness.read_text() == evidence
    assert ledger.verify().first_bad == 1


def test_only_a_proven_extension_moves_the_witness(log: Store, caplog: pytest.LogCaptureFixture) -> None:
    connection = connect()
    stored = stored_head(connection)
    assert stored is not None
    verifier = signer().verifier
    head = stored.opened(verifier)
    first = log.ask("SELECT note FROM privacy_ledger_checkpoint WHERE size = 4")[0][0]

    def advance(note: str) -> tuple[bool, str]:
        log.witness.write_text(note)
        return witness.advance(log.witness, connection, head, verifier), log.witness.read_text()

    assert advance(first) == (True, head.note)
    assert advance(head.note) == (True, head.note)
    ahead = signer().sign(size=9, root=bytes(32))
    assert advance(ahead) == (True, ahead)
    others = [signer().sign(size=size, root=bytes(32)) for size in (8, 4, 3)]
    for other in (*others, "no note"):
        assert advance(other) == (False, other)
    log.tamper("DELETE FROM privacy_ledger_row WHERE seq >= 6")
    assert advance(first) == (False, first)
    short = log.literal(b"short")
    log.tamper(f"UPDATE privacy_ledger_checkpoint SET frontier = {short} WHERE size = 4")  # noqa: S608 -- a forgery
    assert advance(first) == (False, first)
    connection.close()
    assert "does not extend its witness (size 4)" in caplog.text
    assert "holds no checkpoint" in caplog.text


def test_a_witness_of_another_log_stops_this_one(log: Store) -> None:
    log.witness.write_text("no note")
    with pytest.raises(ledger.LedgerUnavailable, match="is not the witness of this ledger"):
        ledger.append(entry())
    assert ledger.size() == 8


def test_a_witness_that_cannot_be_written_stops_a_new_log(store: Store) -> None:
    (store.home / "a file").touch()
    settings.PRIVACY["LEDGER_WITNESS_FILE"] = store.home / "a file" / "witness.txt"
    with pytest.raises(ledger.LedgerUnavailable, match="witness file cannot be used"):
        ledger.append(entry())
    assert ledger.size() == 0
