"""`small-trades retention run`: what is due is forgotten, by every app's clocks."""

import argparse
import json
import sys
from uuid import UUID

from small_trades.config.commands import setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One verb."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    run_it = verbs.add_parser("run", help="forget what is due; the worker does the same every hour")
    run_it.add_argument("--dry-run", action="store_true", help="count, and forget nothing")
    run_it.add_argument("--subject", type=UUID, metavar="ID", help="of one person only, with what is to come")
    run_it.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Run, and say what every clock found."""
    setup.start_django()
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
        counted = f"{found.due:>8,} due {found.forgotten:>8,} forgotten"
        sys.stdout.write(f"{found.clock.id:<24} {counted}  {found.clock.name_en}\n")
    for entry in planned:
        sys.stdout.write(f"{entry.at:%Y-%m-%d}  {entry.clock.name_en}\n")
    return 0
