# ruff: noqa: S608 -- whoever tampers writes SQL as it comes
"""Whoever may write to the store may break the log, but not unseen: each thing that was done is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from django.conf import settings
from small_trades.privacy import _ledger as ledger
from small_trades.privacy._ledger.columns import COLUMNS
from small_trades.privacy._ledger.entries import encode
from small_trades.privacy._ledger.merkle import Frontier, leaf_hash
from small_trades.privacy._ledger.notes import load_signer
from small_trades.privacy.tests.ledger.stores import Store, entry

if TYPE_CHECKING:
    from pathlib import Path

    from small_trades.privacy._ledger.notes import Signer

ROWS = 12


@pytest.fixture
def log(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Twelve rows, with a checkpoint after the first and after each four, however slow this machine is."""
    monkeypatch.setattr("small_trades.privacy._ledger.log.CHECKPOINT_SECONDS", 3600.0)
    for number in range(ROWS):
        ledger.append(entry(request_id=str(number)))
        if number % 4 == 3:
            ledger.close()
    assert [size for (size,) in store.ask("SELECT size FROM privacy_ledger_checkpoint ORDER BY 1")] == [
        *(1, 4, 5, 8, 9, 12)
    ]
    assert ledger.verify() == ledger.Report(
        ok=True, rows=ROWS, first_bad=None, problem="", checkpoint=ledger.checkpoint()
    )
    return store


def found(since: str | None = None) -> tuple[int | None, str]:
    """What verify says about a log that is not whole."""
    report = ledger.verify(since=since)
    assert not report.ok
    assert report.checkpoint is None
    return report.first_bad, report.problem


def signer() -> Signer:
    path: Path = settings.PRIVACY["LEDGER_SIGNING_KEY_FILE"]
    return load_signer(path, name="unused")


def cut(size: int) -> tuple[str, ...]:
    """Statements that leave the first `size` rows, and no checkpoint beyond them."""
    return (
        f"DELETE FROM privacy_ledger_row WHERE seq >= {size}",
        f"DELETE FROM privacy_ledger_checkpoint WHERE size > {size}",
    )


def older_head(size: int) -> str:
    return (
        "UPDATE privacy_ledger_head SET size = c.size, frontier = c.frontier, note = c.note "
        f"FROM privacy_ledger_checkpoint c WHERE c.size = {size}"
    )


@pytest.mark.parametrize(
    "change",
    [
        "at = at + 1",
        "event = 'Use'",
        "event = ''",
        "actor_kind = 'stafg'",
        "actor_id = UPPER(actor_id)",
        "role = role || ' '",
        "reason = '配送の確任'",
        "purpose = '3b-deliverz'",
        "policy_version = 4",
        "groups = 'PersonName  DeliveryAddress'",
        "recipient = 'carriet'",
        "outcome = 'refused'",
        "request_id = '6'",
        # A byte that moves from one field to the next changes neither's text taken together.
        "outcome = 'allowed5', request_id = ''",
    ],
)
def test_one_byte_changed_in_any_column(log: Store, change: str) -> None:
    log.tamper(f"UPDATE privacy_ledger_row SET {change} WHERE seq = 5")
    assert found() == (5, "row 5 was changed: its content does not give its leaf hash")


@pytest.mark.parametrize("column", ["references", "leaf_hash"])
def test_one_byte_changed_in_a_binary_column(log: Store, column: str) -> None:
    ((value,),) = log.ask(f'SELECT "{column}" FROM privacy_ledger_row WHERE seq = 5')
    changed = value[:-1] + bytes([value[-1] ^ 1])
    log.tamper(f'UPDATE privacy_ledger_row SET "{column}" = {log.literal(changed)} WHERE seq = 5')
    assert found() == (5, "row 5 was changed: its content does not give its leaf hash")


def test_bytes_that_are_no_text(log: Store) -> None:
    if log.url:
        with pytest.raises(psycopg.DataError):
            log.tamper("UPDATE privacy_ledger_row SET reason = convert_from('\\xff', 'UTF8') WHERE seq = 5")
        assert ledger.verify().ok
    else:
        log.tamper("UPDATE privacy_ledger_row SET reason = CAST(x'ff' AS TEXT) WHERE seq = 5")
        assert found() == (5, "row 5 was changed: its content does not give its leaf hash")
        assert ledger.rows(since=5, limit=1)[0].reason == "\udcff"


def test_the_first_of_several_changes_is_named(log: Store) -> None:
    log.tamper("UPDATE privacy_ledger_row SET role = 'owner' WHERE seq IN (3, 7, 9)")
    assert found()[0] == 3


def test_a_row_removed(log: Store) -> None:
    log.tamper("DELETE FROM privacy_ledger_row WHERE seq = 5")
    assert found() == (5, "row 5 is missing: row 6 follows")


def test_rows_removed_at_the_beginning(log: Store) -> None:
    log.tamper("DELETE FROM privacy_ledger_row WHERE seq < 3")
    assert found() == (0, "rows 0..2 are missing: row 3 follows")


def test_rows_swapped(log: Store) -> None:
    moves = ((5, 99), (6, 5), (99, 6))
    log.tamper(*(f"UPDATE privacy_ledger_row SET seq = {new} WHERE seq = {old}" for old, new in moves))
    assert found() == (5, "row 5 was changed: its content does not give its leaf hash")


def test_a_row_put_in_before_the_first(log: Store) -> None:
    log.tamper("UPDATE privacy_ledger_row SET seq = -1 WHERE seq = 11")
    assert found() == (-1, "row -1 was put in: the ledger starts at 0")


def test_a_row_put_in_behind_the_last(log: Store) -> None:
    columns = ", ".join(f'"{column}"' for column in COLUMNS[1:])
    last = f"SELECT 12, {columns} FROM privacy_ledger_row WHERE seq = 11"
    log.tamper(f"INSERT INTO privacy_ledger_row (seq, {columns}) {last}")
    assert found() == (12, "row 12 was changed: its content does not give its leaf hash")


def test_a_row_rewritten_with_its_hash(log: Store) -> None:
    ((at,),) = log.ask("SELECT at FROM privacy_ledger_row WHERE seq = 5")
    leaf = leaf_hash(encode(entry(request_id="5", role="owner")).encoding(seq=5, at=at))
    changes = f"role = 'owner', leaf_hash = {log.literal(leaf)}"
    log.tamper(f"UPDATE privacy_ledger_row SET {changes} WHERE seq = 5")
    assert found() == (
        5,
        "rows 5..7: rewritten with new hashes; the signed checkpoint of size 8 has another root",
    )


def test_the_last_rows_cut(log: Store) -> None:
    log.tamper(*cut(8))
    assert found() == (8, "rows 8..11 are missing: the witness says size 12")


def test_the_last_row_cut(log: Store) -> None:
    log.tamper("DELETE FROM privacy_ledger_row WHERE seq = 11")
    assert found() == (11, "row 11 is missing: the witness says size 12")
    log.witness.unlink()
    assert found() == (11, "row 11 is missing: the signed head says size 12")


def test_the_last_rows_and_the_head_cut(log: Store) -> None:
    log.tamper(older_head(8), "DELETE FROM privacy_ledger_row WHERE seq >= 8")
    log.witness.unlink()
    assert found() == (8, "rows 8..11 are missing: the signed checkpoint of size 12 says size 12")


def test_the_last_rows_the_head_and_the_checkpoints_cut(log: Store) -> None:
    log.tamper(older_head(8), *cut(8))
    assert found() == (8, "rows 8..11 are missing: the witness says size 12")


def test_everything_cut_and_the_witness_too_is_seen_by_whoever_kept_a_checkpoint(log: Store) -> None:
    mailed = ledger.checkpoint()
    log.tamper(older_head(8), *cut(8), "DELETE FROM privacy_ledger_tag WHERE seq >= 8")
    log.witness.write_text(ledger.checkpoint())
    assert ledger.verify().ok
    assert found(since=mailed) == (8, "rows 8..11 are missing: the checkpoint given says size 12")


def test_the_head_replaced_by_an_older_one(log: Store) -> None:
    log.tamper(older_head(8))
    assert found() == (
        8,
        "rows 8..11 are beyond the signed head, which says size 8: it was replaced by an older one",
    )


def test_the_head_removed(log: Store) -> None:
    log.tamper("DELETE FROM privacy_ledger_head")
    assert found() == (0, "rows 0..11 are without a signed head: the head was removed")


@pytest.mark.parametrize(
    "change", ["note = 'ours'", "size = 11", "frontier = frontier_of(4)", "note = note_of(8)"]
)
def test_the_head_changed(log: Store, change: str) -> None:
    stored = "(SELECT {} FROM privacy_ledger_checkpoint WHERE size = {})"
    change = change.replace("frontier_of(4)", stored.format("frontier", 4))
    change = change.replace("note_of(8)", stored.format("note", 8))
    log.tamper(f"UPDATE privacy_ledger_head SET {change}")
    assert found() == (None, "the head is not signed by this ledger's key, or was changed")


def test_a_checkpoint_forged(log: Store, tmp_path: Path) -> None:
    forger = load_signer(tmp_path / "forged.key", name="small-trades/ledger")
    note = forger.sign(size=8, root=bytes(32))
    log.tamper(f"UPDATE privacy_ledger_checkpoint SET note = '{note}' WHERE size = 8")
    assert found() == (None, "the checkpoint of size 8 is forged or changed")


def test_a_checkpoint_moved(log: Store) -> None:
    log.tamper("UPDATE privacy_ledger_checkpoint SET size = 7 WHERE size = 8")
    assert found() == (None, "the checkpoint of size 7 is forged or changed")


def test_a_history_rewritten_with_the_key_is_seen_by_whoever_kept_a_checkpoint(log: Store) -> None:
    mailed = ledger.checkpoint()
    leaves = [row.leaf_hash for row in ledger.rows()]
    ((at,),) = log.ask("SELECT at FROM privacy_ledger_row WHERE seq = 6")
    leaves[6] = leaf_hash(encode(entry(request_id="6", role="nobody")).encoding(seq=6, at=at))
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    note = signer().sign(size=ROWS, root=frontier.root())
    log.tamper(
        f"UPDATE privacy_ledger_row SET role = 'nobody', leaf_hash = {log.literal(leaves[6])} WHERE seq = 6",
        "DELETE FROM privacy_ledger_checkpoint WHERE size > 4",
        f"UPDATE privacy_ledger_head SET note = '{note}', frontier = {log.literal(frontier.packed())}",
    )
    log.witness.write_text(note)
    assert ledger.verify().ok
    assert found(since=mailed) == (
        4,
        "rows 4..11: rewritten with new hashes; the checkpoint given has another root",
    )


def test_a_log_that_grew_extends_every_earlier_checkpoint(log: Store) -> None:
    mailed = ledger.checkpoint()
    for _ in range(5):
        ledger.append(entry())
    assert ledger.verify(since=mailed).ok
    assert ledger.verify(since=mailed).rows == ROWS + 5
    for (note,) in log.ask("SELECT note FROM privacy_ledger_checkpoint"):
        assert ledger.verify(since=note).ok


def test_a_checkpoint_of_another_log_is_not_taken(log: Store, tmp_path: Path) -> None:
    other = load_signer(tmp_path / "other.key", name="small-trades/ledger")
    assert found(since=other.sign(size=12, root=bytes(32))) == (
        None,
        "the checkpoint given is not a checkpoint of this ledger: the note is not signed by this log's key",
    )
    assert found(since="nonsense")[0] is None
    assert ledger.verifier_key() == str(signer().verifier)


def test_many_rows_are_walked_page_by_page(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("small_trades.privacy._ledger.verifying.PAGE", 3)
    for _ in range(4):
        for pending in [ledger.enqueue(entry()) for _ in range(3)]:
            pending.wait()
        ledger.close()
    assert ledger.verify().rows == 12
    assert ledger.verify().ok
    store.tamper("DELETE FROM privacy_ledger_row WHERE seq = 9")
    assert found() == (9, "row 9 is missing: row 10 follows")
