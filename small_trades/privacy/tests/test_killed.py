"""A process is killed at fifty random moments under 32 readers: whatever a client received has its row."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from small_trades import privacy
from small_trades.privacy.tests.killed import READERS
from small_trades.privacy.tests.ledger.stores import FILES, Store, empty_store, store
from small_trades.privacy.tests.toy.people import member

__all__ = ["empty_store", "store"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
ROUNDS = 50
SEED = 20_261_125
ledger = privacy.ledger


def killed(store: Store) -> list[tuple[str, str, str]]:
    """What clients received: the task that opened it, whose it is, and the value."""
    given = {
        "stores": {alias: str(connections[alias].settings_dict["NAME"]) for alias in settings.DATABASES},
        "files": {name: str(settings.PRIVACY[name]) for name in FILES},
        "rounds": ROUNDS,
        "seed": SEED,
    }
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "small_trades.privacy.tests.settings",
        "PRIVACY_TEST_HOME": str(Path(settings.PRIVACY["KEK_FILE"]).parents[1]),
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    command = [sys.executable, "-m", "small_trades.privacy.tests.killed", json.dumps(given)]
    done = subprocess.run(  # noqa: S603 -- this interpreter
        command, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split(" ") for line in done.stdout.splitlines()]
    return [(task, who, value) for task, who, value in lines]


def test_every_value_a_client_received_has_its_durable_row(store: Store) -> None:
    people = {str(made.pk): (made, name) for name in ("Ada麒麟", "Bob鸞鷲") for made in [member(name)]}
    ledger.close()

    received = killed(store)

    assert {task.partition(".")[0] for task, _, _ in received} == {str(number) for number in range(ROUNDS)}
    assert len({task.split(".")[1] for task, _, _ in received}) == READERS
    assert [(who, value) for _, who, value in received if value != people[who][1]] == []
    used = [row for row in ledger.rows(limit=1_000_000) if row.event == ledger.Event.USE]
    tasks = {row.role: row for row in used}
    assert len(tasks) == len(used), "no use stands there twice"
    missing = [task for task, _, _ in received if task not in tasks]
    assert missing == []
    report = ledger.verify()
    assert (report.ok, report.problem) == (True, "")
    about = {
        who: {row.role for row in privacy.uses_of(made.subject, limit=1_000_000)}
        for who, (made, _) in people.items()
    }
    assert [task for task, who, _ in received if task not in about[who]] == [], "and the person finds it"
