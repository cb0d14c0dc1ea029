"""How many keys a rotation wraps anew in a second; on SQLite, in a folder of its own."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass

PEOPLE = 10_000


@dataclass(frozen=True)
class Rates:
    """Keys per second of a rotation, and how many there were."""

    keys: int
    rewrapped: float


def measure() -> Rates:
    """Measure in a process of its own, on a fresh store."""
    with tempfile.TemporaryDirectory(prefix="small-trades-bench-") as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.keys"],
            env={**os.environ, "SMALL_TRADES_HOME": f"{folder}/var", "SMALL_TRADES_MODE": "demo"},
            check=True,
            capture_output=True,
            text=True,
        )
    return Rates(**json.loads(done.stdout))


def _measure_here() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "small_trades.config.settings"
    from small_trades.config.commands import setup  # noqa: PLC0415

    setup.start_django()
    setup.migrate()
    from django.db import transaction  # noqa: PLC0415

    from small_trades import privacy  # noqa: PLC0415

    with transaction.atomic(using="keys"):
        for _person in range(PEOPLE):
            privacy.new_subject()
    with privacy.acting_as(privacy.Actor.system("bench")):
        done = privacy.rotate()
    print(json.dumps({"keys": done.rewrapped, "rewrapped": done.rewrapped / done.seconds}))


if __name__ == "__main__":
    _measure_here()
