"""Durable ledger rows per second, and how fast they are verified; on SQLite, in a folder of its own."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass

THREADS = (1, 8, 32)
ROWS = 4000


@dataclass(frozen=True)
class Rates:
    """Rows per second by number of threads, and rows verified per second."""

    durable: dict[int, float]
    verified: float


def measure() -> Rates:
    """Measure in a process of its own, on a fresh store."""
    with tempfile.TemporaryDirectory(prefix="small-trades-bench-") as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.ledger"],
            env={**os.environ, "SMALL_TRADES_HOME": f"{folder}/var", "SMALL_TRADES_MODE": "demo"},
            check=True,
            capture_output=True,
            text=True,
        )
    found = json.loads(done.stdout)
    return Rates({int(threads): rate for threads, rate in found["durable"].items()}, found["verified"])


def _measure_here() -> None:
    import time  # noqa: PLC0415 - only the measuring process needs these
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    os.environ["DJANGO_SETTINGS_MODULE"] = "small_trades.config.settings"
    from small_trades.config.commands import setup  # noqa: PLC0415

    setup.start_django()
    setup.migrate()
    from small_trades.privacy import ledger  # noqa: PLC0415

    entry = ledger.Entry(event=ledger.Event.USE, actor_kind="system", role="bench", purpose="3b-notice")
    ledger.append(entry)
    durable = {}
    for threads in THREADS:
        with ThreadPoolExecutor(threads) as pool:
            started = time.perf_counter()
            list(pool.map(lambda _row: ledger.append(entry), range(ROWS)))
            durable[threads] = ROWS / (time.perf_counter() - started)
    started = time.perf_counter()
    report = ledger.verify()
    if not report.ok:
        raise RuntimeError(report.problem)
    verified = report.rows / (time.perf_counter() - started)
    print(json.dumps({"durable": durable, "verified": verified}))


if __name__ == "__main__":
    _measure_here()
