"""`make bench`: measures side by side in one run and writes the table into README.md.

`python -m bench --quick` measures small shops and short ledgers, prints the table, and leaves README.md as
it is.
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench import breach, broker, copies, erasure, keys, ledger, pages, people, reads

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- bench -->", "<!-- /bench -->"


def table(*, quick: bool = False) -> str:
    """The figures as Markdown."""
    heading = (
        f"Measured {datetime.now(tz=UTC):%Y-%m-%d}: 2 web processes, TLS, {pages.CONNECTIONS} connections."
    )
    parts = (
        _pages(),
        _reads(),
        _broker(),
        _ledger(500 if quick else ledger.ROWS),
        _keys(5_000 if quick else keys.PEOPLE),
        _people(1_000 if quick else people.MEMBERS),
        _erasure((1_000,) if quick else erasure.SIZES),
        copies.rows(copies.measure((200,) if quick else copies.SIZES)),
        _breach(20_000 if quick else breach.ROWS),
    )
    return "\n".join([heading, *(line for part in parts for line in ("", *part))])


def _pages() -> Iterator[str]:
    yield "| page | bytes | pages/s | constant body of that size, same server | ratio |"
    yield "|---|---:|---:|---:|---:|"
    for row in pages.measure():
        yield (
            f"| {row.name} | {row.size:,} | {row.pages_per_second:,.0f} | {row.constant_per_second:,.0f} "
            f"| {row.ratio:.2f} |"
        )


def _reads() -> Iterator[str]:
    yield "| a name read for a purpose, µs | plain columns | key in memory | key from its store |"
    yield "|---|---:|---:|---:|"
    for read in reads.measure():
        times = (f"{time:,.0f} ({time / read.plain:.1f} ×)" for time in (read.warm, read.cold))
        rows = "one row" if read.rows == 1 else f"list of {read.rows}"
        yield f"| {read.engine}, {rows} | {read.plain:,.0f} | {' | '.join(times)} |"


def _broker() -> Iterator[str]:
    yield "| the same on SQLite, µs | in the process | through the key broker |"
    yield "|---|---:|---:|"
    for read in broker.measure():
        rows = "one row" if read.rows == 1 else f"list of {read.rows}"
        yield f"| {rows} | {read.near:,.0f} | {read.far:,.0f} |"


def _ledger(rows: int) -> Iterator[str]:
    threads = "".join(f" durable, {count} threads |" for count in ledger.THREADS)
    yield f"| ledger, rows/s |{threads} verified |"
    yield f"|---|{'---:|' * (len(ledger.THREADS) + 1)}"
    for rates in ledger.measure(rows):
        durable = " | ".join(f"{rates.durable[count]:,.0f}" for count in ledger.THREADS)
        yield f"| {rates.engine} | {durable} | {rates.verified:,.0f} |"


def _keys(persons: int) -> Iterator[str]:
    yield "| rotation while the shop serves | keys | wrapped anew, keys/s |"
    yield "|---|---:|---:|"
    for rate in keys.measure(persons):
        yield f"| {rate.engine} | {rate.keys:,} | {rate.rewrapped:,.0f} |"


def _people(members: int) -> Iterator[str]:
    yield from people.rows(people.measure(members))


def _erasure(sizes: tuple[int, ...]) -> Iterator[str]:
    yield (
        "| members | erasure acknowledged, ms | unreadable in another process, ms "
        "| copy of everything, ms | bytes a member |"
    )
    yield "|---|---:|---:|---:|---:|"
    for speed in erasure.measure(sizes):
        pairs = (
            (speed.acknowledged, speed.acknowledged_worst),
            (speed.unreadable, speed.unreadable_worst),
            (speed.export, speed.export_worst),
        )
        times = " | ".join(f"{usual:,.0f} (worst of {erasure.TIMES}: {worst:,.0f})" for usual, worst in pairs)
        yield f"| {speed.members:,}, {speed.engine} | {times} | {speed.member_bytes:,.0f} |"


def _breach(rows: int) -> Iterator[str]:
    yield f"| whom a breach concerns, {rows:,} rows in the ledger | rows | persons | s |"
    yield "|---|---:|---:|---:|"
    for scope in breach.measure(rows):
        yield f"| {scope.whose}, {scope.engine} | {scope.rows:,} | {scope.persons:,} | {scope.seconds:.2f} |"


def main() -> None:
    """Print the table, and put it where the README keeps it."""
    is_quick = "--quick" in sys.argv[1:]
    made = table(quick=is_quick)
    print(made)
    if is_quick:
        return
    text = README.read_text(encoding="utf-8")
    block = f"{BEGIN}\n{made}\n{END}"
    README.write_text(
        re.sub(f"{BEGIN}.*{END}", lambda _found: block, text, flags=re.DOTALL), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
