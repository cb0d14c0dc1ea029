"""The database itself refuses to change what was written."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest
from small_trades.privacy import _ledger as ledger
from small_trades.privacy.tests.ledger.stores import Store, entry

CHANGES = (
    "UPDATE privacy_ledger_row SET reason = '' WHERE seq = 0",
    "UPDATE privacy_ledger_row SET seq = 9 WHERE seq = 0",
    "DELETE FROM privacy_ledger_row WHERE seq = 0",
    "DELETE FROM privacy_ledger_row",
    "UPDATE privacy_ledger_checkpoint SET note = '' WHERE size = 1",
    "DELETE FROM privacy_ledger_checkpoint",
)
OF_SQLITE = ("INSERT OR REPLACE INTO privacy_ledger_row SELECT * FROM privacy_ledger_row",)
OF_POSTGRESQL = (
    "TRUNCATE privacy_ledger_row",
    "TRUNCATE privacy_ledger_checkpoint",
    (
        "INSERT INTO privacy_ledger_checkpoint SELECT * FROM privacy_ledger_checkpoint "
        "ON CONFLICT (size) DO UPDATE SET note = ''"
    ),
)


def test_rows_and_checkpoints_can_only_be_added(store: Store) -> None:
    ledger.append(entry())
    ledger.close()
    before = (
        store.ask("SELECT * FROM privacy_ledger_row"),
        store.ask("SELECT * FROM privacy_ledger_checkpoint"),
    )
    for change in (*CHANGES, *(OF_POSTGRESQL if store.url else OF_SQLITE)):
        with pytest.raises((sqlite3.DatabaseError, psycopg.DatabaseError), match="the ledger is append-only"):
            store.ask(change)
    assert before == (
        store.ask("SELECT * FROM privacy_ledger_row"),
        store.ask("SELECT * FROM privacy_ledger_checkpoint"),
    )
    assert ledger.verify().ok
