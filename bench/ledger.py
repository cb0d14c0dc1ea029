"""Durable ledger rows per second, and how fast they are verified; on either engine."""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bench import engines

THREADS = (1, 8, 32)
ROWS = 8_000


@dataclass(frozen=True)
class Rates:
    """Rows per second by number of threads, and rows verified per second."""

    engine: str
    durable: dict[int, float]
    verified: float


def measure(rows: int = ROWS) -> list[Rates]:
    """Measure in a process of its own, on a fresh store, for each engine."""
    return [
        Rates(engine, {int(threads): rate for threads, rate in found["durable"].items()}, found["verified"])
        for engine, found in engines.measured("bench.ledger", str(rows))
    ]


def _measure_here(rows: int) -> None:
    engines.start_django()
    from small_trades.privacy import ledger  # noqa: PLC0415 - needs settings

    entry = ledger.Entry(event=ledger.Event.USE, actor_kind="system", role="bench", purpose="3b-notice")
    ledger.append(entry)
    durable = {}
    for threads in THREADS:
        with ThreadPoolExecutor(threads) as pool:
            started = time.perf_counter()
            list(pool.map(lambda _row: ledger.append(entry), range(rows)))
            durable[threads] = rows / (time.perf_counter() - started)
    started = time.perf_counter()
    report = ledger.verify()
    if not report.ok:
        raise RuntimeError(report.problem)
    verified = report.rows / (time.perf_counter() - started)
    print(json.dumps({"durable": durable, "verified": verified}))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--here", count]:
            _measure_here(int(count))
        case counts:
            print(*measure(*map(int, counts)), sep="\n")
