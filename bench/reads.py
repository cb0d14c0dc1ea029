"""A purpose-bound read beside the same read on plain columns: one row, and a list of fifty; on either store.

Each pair is measured in turns in one process, so that what else the machine does falls on both alike. Both
end with the same dataclasses in memory. The purpose-bound read fetches the row and the key (*cold*: from the
store; *warm*: remembered for up to a second, as on a busy page), writes its ledger row durably, and opens.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.postgres import start

if TYPE_CHECKING:
    from collections.abc import Callable

PERSONS = 1000
SIZES = (1, 50)
ROUNDS = 300
STORES = ("DATABASE_URL", "KEYS_DATABASE_URL", "LEDGER_DATABASE_URL")


@dataclass(frozen=True)
class Read:
    """One line of the table; medians in microseconds."""

    engine: str
    rows: int
    plain: float
    warm: float
    cold: float


def measure() -> list[Read]:
    """Measure on SQLite and on a fresh PostgreSQL, each in a process of its own; syncs as in production."""
    with tempfile.TemporaryDirectory(prefix="small-trades-bench-") as folder:
        found = _measured("SQLite", Path(folder) / "sqlite", {})
        server = start(Path(folder) / "postgres", is_durable=True)
        try:
            urls = {variable: server.url(variable.partition("_")[0].lower()) for variable in STORES}
            return found + _measured("PostgreSQL", Path(folder) / "postgresql", urls)
        finally:
            server.stop()


def _measured(engine: str, home: Path, urls: dict[str, str]) -> list[Read]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.reads"],
        env={**os.environ, "PRIVACY_TEST_HOME": str(home), **dict.fromkeys(STORES, ""), **urls},
        check=True,
        capture_output=True,
        text=True,
    )
    return [Read(engine, *line) for line in json.loads(done.stdout)]


def _measure_here() -> None:
    import django  # noqa: PLC0415 - only the measuring process needs these

    os.environ["DJANGO_SETTINGS_MODULE"] = "small_trades.privacy.tests.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    for store in ("default", "keys", "ledger"):
        call_command("migrate", database=store, verbosity=0)
    from small_trades import privacy  # noqa: PLC0415

    with privacy.acting_as(privacy.Actor.system("bench")):
        plain, sealed = _readers()
        print(json.dumps([[size, *_compare(plain, sealed, size)] for size in SIZES]))
    privacy.ledger.close()


def _readers() -> tuple[Callable[[list[Any]], list[Any]], Callable[[list[Any]], list[Any]]]:
    """Two tables with the same thousand names, and how each is read by the ids of its rows."""
    from django.db import connection, models  # noqa: PLC0415

    from small_trades import privacy  # noqa: PLC0415
    from small_trades.privacy.tests.toy.groups import PersonName  # noqa: PLC0415
    from small_trades.privacy.tests.toy.models import Member  # noqa: PLC0415
    from small_trades.privacy.tests.toy.policy import LENDING  # noqa: PLC0415

    class PlainMember(models.Model):  # noqa: DJ008 - never printed
        id = models.UUIDField(primary_key=True, default=privacy.uuid7)
        subject = models.UUIDField()
        family = models.CharField(max_length=40)
        given = models.CharField(max_length=40)

        class Meta:
            app_label = "toy"

    with connection.schema_editor() as editor:
        editor.create_model(PlainMember)
    made = [Member(subject=privacy.new_subject()) for _ in range(PERSONS)]
    for number, member in enumerate(made):
        privacy.collect(member, notice="join", name=PersonName(f"山田{number}", "花子"))
    Member.objects.bulk_create(made)
    names = [(member.pk, member.subject, f"山田{number}", "花子") for number, member in enumerate(made)]
    PlainMember.objects.bulk_create(
        PlainMember(id=key, subject=subject, family=family, given=given)
        for key, subject, family, given in names
    )
    every = [member.pk for member in made]

    def plain(ids: list[Any]) -> list[Any]:
        rows = PlainMember.objects.filter(pk__in=[every[number] for number in ids])
        return [PersonName(row.family, row.given) for row in rows]

    def sealed(ids: list[Any]) -> list[Any]:
        rows = Member.objects.filter(pk__in=[every[number] for number in ids]).only("subject", "name")
        return privacy.use([row.name for row in rows], purpose=LENDING)

    return plain, sealed


def _compare(
    plain: Callable[[list[Any]], list[Any]], sealed: Callable[[list[Any]], list[Any]], size: int
) -> tuple[float, float, float]:
    """Medians of reading `size` rows: plain, purpose-bound with warm keys, purpose-bound with cold ones."""
    import random  # noqa: PLC0415
    import time  # noqa: PLC0415
    from statistics import median  # noqa: PLC0415

    from small_trades.privacy._keys import store  # noqa: PLC0415

    draw = random.Random(7)  # noqa: S311 - which rows, not a secret
    times: tuple[list[float], list[float], list[float]] = ([], [], [])

    def timed(read: Callable[[list[Any]], list[Any]], ids: list[Any], into: list[float]) -> None:
        started = time.perf_counter()
        opened = read(ids)
        into.append((time.perf_counter() - started) * 1e6)
        if len(opened) != size:
            raise RuntimeError(f"{len(opened)} rows instead of {size}")

    for _ in range(ROUNDS):
        ids = draw.sample(range(PERSONS), size)
        timed(plain, ids, times[0])
        store.forget_cached()
        timed(sealed, ids, times[2])
        timed(sealed, ids, times[1])
    return median(times[0]), median(times[1]), median(times[2])


if __name__ == "__main__":
    _measure_here()
