"""What is planted is found nowhere: no table, index, free page, write-ahead log or ledger row."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connections

from small_trades import privacy
from small_trades.privacy.testing import plant, scan
from small_trades.privacy.tests.test_lookup import EMAIL
from small_trades.privacy.tests.toy.groups import PersonName
from small_trades.privacy.tests.toy.people import loan, member
from small_trades.privacy.tests.toy.policy import LENDING, REVEAL

if TYPE_CHECKING:
    from pathlib import Path

    from small_trades.privacy import Actor
    from small_trades.privacy.testing import LedgerRows


def _everything(folder: Path) -> list[Path]:
    """The files of the test's stores; for a database server, a dump of every column of every table."""
    if connections["default"].vendor == "sqlite":
        return [folder]
    dump = folder / f"dump-{random.getrandbits(32):x}"
    content = []
    for alias in ("default", "keys", "ledger"):
        connection = connections.create_connection(alias)
        connection.connect()
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- the tests' own tables
                content += [
                    bytes(cell) if isinstance(cell, memoryview) else cell
                    for row in cursor.fetchall()
                    for cell in row
                ]
        connection.close()
    dump.write_bytes(b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in content))
    return [dump]


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_no_planted_value_is_at_rest(librarian: Actor, program: None, ledger_rows: LedgerRows) -> None:
    family, given, letter, reason = plant("name"), plant("kana"), plant("text"), plant("text")
    address = plant("email")
    ada = member(family, given, address)
    EMAIL.put(address, subject=ada.subject, record=ada.pk)
    loan(ada, letter=letter)
    loan(member("somebody else"), title="A Room of One's Own, kept")
    with privacy.acting_as(librarian):
        assert privacy.use(ada.name, purpose=REVEAL, reason=reason).family == family
    privacy.correct(ada, notice="join", name=PersonName(plant("name")))
    ada.save()
    ada.delete()
    assert len(ledger_rows()) == 5
    planted = [family, given, letter, reason, address]
    files = _everything(settings.HOME / "data")
    assert scan(files, planted) == []
    # The scan does look where things are: what may stand in the clear is found.
    assert scan(files, ["A Room of One's Own, kept"]) != []
    assert scan(files, [LENDING.id]) != []
