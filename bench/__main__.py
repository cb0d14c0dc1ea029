"""`make bench`: measures side by side in one run and writes the table into README.md."""

import re
from datetime import UTC, datetime
from pathlib import Path

from bench import broker, erasure, keys, ledger, pages, people, reads

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- bench -->", "<!-- /bench -->"


def table() -> str:
    """The figures as Markdown."""
    lines = [
        f"Measured {datetime.now(tz=UTC):%Y-%m-%d}: 2 web processes, TLS, {pages.CONNECTIONS} connections.",
        "",
        "| page | bytes | pages/s | constant body of that size, same server | ratio |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row.name} | {row.size:,} | {row.pages_per_second:,.0f} | {row.constant_per_second:,.0f} "
        f"| {row.ratio:.2f} |"
        for row in pages.measure()
    ]
    rates = ledger.measure()
    lines += ["", "| ledger, SQLite | rows/s |", "|---|---:|"]
    lines += [f"| durable, {threads} threads | {rate:,.0f} |" for threads, rate in rates.durable.items()]
    lines += [f"| verified | {rates.verified:,.0f} |"]
    lines += ["", "| a name read for a purpose, µs | plain columns | key in memory | key from its store |"]
    lines += ["|---|---:|---:|---:|", *(_read(read) for read in reads.measure())]
    lines += ["", "| the same on SQLite, µs | in the process | through the key broker |", "|---|---:|---:|"]
    lines += [f"| {_rows(read.rows)} | {read.near:,.0f} | {read.far:,.0f} |" for read in broker.measure()]
    wrapped = keys.measure()
    lines += ["", "| rotation, SQLite | keys/s |", "|---|---:|"]
    lines += [f"| {wrapped.keys:,} keys wrapped anew while the shop serves | {wrapped.rewrapped:,.0f} |"]
    lines += ["", *people.rows(people.measure())]
    lines += [
        "",
        "| members, SQLite | erasure acknowledged | unreadable in another process | copy of everything |",
        "|---|---:|---:|---:|",
    ]
    lines += [
        f"| {speed.members:,} | {speed.acknowledged:,.0f} ms | {speed.unreadable:,.0f} ms "
        f"| {speed.export:,.0f} ms |"
        for speed in erasure.measure()
    ]
    return "\n".join(lines)


def _read(read: reads.Read) -> str:
    times = (f"{time:,.0f} ({time / read.plain:.1f} ×)" for time in (read.warm, read.cold))
    return f"| {read.engine}, {_rows(read.rows)} | {read.plain:,.0f} | {' | '.join(times)} |"


def _rows(count: int) -> str:
    return "one row" if count == 1 else f"list of {count}"


def main() -> None:
    """Print the table, and put it where the README keeps it."""
    made = table()
    print(made)
    text = README.read_text(encoding="utf-8")
    block = f"{BEGIN}\n{made}\n{END}"
    README.write_text(
        re.sub(f"{BEGIN}.*{END}", lambda _found: block, text, flags=re.DOTALL), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
