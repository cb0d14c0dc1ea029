"""A name read for a purpose, with keys and ledger in the same process and behind a broker; on SQLite.

One row, and a list of fifty, in turns; the same table, the same rows of the ledger. `python -m bench.broker`.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PERSONS = 1000
SIZES = (1, 50)
ROUNDS = 300
BROKER = """
import os, sys, django
from django.conf import settings
for store in settings.DATABASES.values():
    store["CONN_MAX_AGE"] = None
django.setup()
from pathlib import Path
from small_trades.privacy import serve_broker
serve_broker(Path(sys.argv[1]), uids={os.getuid()})
"""


@dataclass(frozen=True)
class Read:
    """One line of the table; medians in microseconds, of reading `rows` rows."""

    rows: int
    near: float
    far: float


def measure() -> list[Read]:
    """Measure in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="small-trades-bench-") as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.broker", folder],
            env={**os.environ, "PRIVACY_TEST_HOME": folder},
            check=True,
            capture_output=True,
            text=True,
        )
    return [Read(*line) for line in json.loads(done.stdout)]


def _measure_here(folder: Path) -> list[list[float]]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "small_trades.privacy.tests.settings"
    import django  # noqa: PLC0415 - only the measuring process needs these

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    for store in ("default", "keys", "ledger"):
        call_command("migrate", database=store, verbosity=0)
    from small_trades import privacy  # noqa: PLC0415

    with privacy.acting_as(privacy.Actor.system("bench")):
        read = _reader()
        path = folder / "broker.sock"
        broker = subprocess.Popen([sys.executable, "-c", BROKER, str(path)])
        try:
            while not path.exists():
                time.sleep(0.05)
            return [[size, *_compare(read, size, str(path))] for size in SIZES]
        finally:
            broker.send_signal(signal.SIGTERM)
            broker.wait()


def _reader() -> Callable[[list[int]], list[Any]]:
    from small_trades import privacy  # noqa: PLC0415
    from small_trades.privacy.tests.toy.groups import PersonName  # noqa: PLC0415
    from small_trades.privacy.tests.toy.models import Member  # noqa: PLC0415
    from small_trades.privacy.tests.toy.policy import LENDING  # noqa: PLC0415

    made = [Member(subject=privacy.new_subject()) for _ in range(PERSONS)]
    for number, member in enumerate(made):
        privacy.collect(member, notice="join", name=PersonName(f"山田{number}", "花子"))
    Member.objects.bulk_create(made)
    every = [member.pk for member in made]

    def read(numbers: list[int]) -> list[Any]:
        rows = Member.objects.filter(pk__in=[every[number] for number in numbers]).only("subject", "name")
        return privacy.use([row.name for row in rows], purpose=LENDING)

    return read


def _compare(read: Callable[[list[int]], list[Any]], size: int, path: str) -> tuple[float, float]:
    import random  # noqa: PLC0415
    from statistics import median  # noqa: PLC0415

    from django.conf import settings  # noqa: PLC0415

    draw = random.Random(7)  # noqa: S311 - which rows, not a secret
    times: dict[str, list[float]] = {"": [], path: []}
    for _ in range(ROUNDS):
        numbers = draw.sample(range(PERSONS), size)
        for broker, into in times.items():
            settings.PRIVACY["BROKER"] = broker
            started = time.perf_counter()
            opened = read(numbers)
            into.append((time.perf_counter() - started) * 1e6)
            if len(opened) != size:
                raise RuntimeError(f"{len(opened)} rows instead of {size}")
    settings.PRIVACY["BROKER"] = ""
    return median(times[""]), median(times[path])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(_measure_here(Path(sys.argv[1]))))
    else:
        for line in measure():
            print(f"{line.rows} rows: {line.near:,.0f} µs here, {line.far:,.0f} µs through the broker")
