"""`small-trades retention run|sweep`: what is due is forgotten, and what a restored backup brought back."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING
from uuid import UUID

from small_trades.config.commands import setup

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from small_trades.privacy.rights import Swept


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to forget."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    run_it = verbs.add_parser("run", help="forget what is due; the worker does the same every hour")
    run_it.add_argument("--dry-run", action="store_true", help="count, and forget nothing")
    run_it.add_argument("--subject", type=UUID, metavar="ID", help="of one person only, with what is to come")
    run_it.add_argument("--json", action="store_true")
    sweep = verbs.add_parser("sweep", help="remove what a restore brought back of people erased since")
    sweep.add_argument("--dry-run", action="store_true", help="count, and remove nothing")
    sweep.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Run, and say what was found."""
    setup.start_django()
    return {"run": _run, "sweep": _sweep}[arguments.verb](arguments)


def _run(arguments: argparse.Namespace) -> int:
    from small_trades import privacy  # noqa: PLC0415 - needs settings

    with privacy.acting_as(privacy.Actor.system("retention.run")):
        ran = privacy.retention.run(dry_run=arguments.dry_run, subject=arguments.subject)
    planned = privacy.retention.plan(arguments.subject) if arguments.subject else ()
    if arguments.json:
        counts = {found.clock.id: {"due": found.due, "forgotten": found.forgotten} for found in ran}
        plan = [{"clock": entry.clock.id, "at": entry.at.isoformat()} for entry in planned]
        sys.stdout.write(json.dumps({"clocks": counts, "planned": plan}) + "\n")
        return 0
    for found in ran:
        done = "told" if found.clock.only_tells else "forgotten"
        counted = f"{found.due:>8,} due {found.forgotten:>8,} {done:<9}"
        sys.stdout.write(f"{found.clock.id:<24} {counted}  {found.clock.name_en}\n")
    for entry in planned:
        sys.stdout.write(f"{entry.at:%Y-%m-%d}  {entry.clock.name_en}\n")
    return 0


def _sweep(arguments: argparse.Namespace) -> int:
    from small_trades import privacy  # noqa: PLC0415 - needs settings

    with privacy.acting_as(privacy.Actor.system("retention.sweep")):
        swept = privacy.rights.sweep_returned(dry_run=arguments.dry_run)
    if arguments.json:
        said = {"people": swept.people, "rows": swept.rows, "left": dict(swept.left)}
        sys.stdout.write(json.dumps(said) + "\n")
        return 0
    lines = swept_lines(swept, dry_run=arguments.dry_run)
    sys.stdout.write("".join(f"{line}\n" for line in lines) or "Nothing is left of anybody who was erased.\n")
    return 0


def swept_lines(swept: Swept, *, dry_run: bool) -> Iterator[str]:
    """What came back of people erased since the backup, and what became of it; no line where nothing did."""
    if swept.people:
        done = "not removed: see `retention sweep`" if dry_run else f"{swept.rows} rows were removed"
        yield f"Came back of {swept.people} people erased since: {done}."
    for model, number in swept.left.items():
        yield f"Does not open: {number} of {model}"
