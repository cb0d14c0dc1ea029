"""`small-trades ledger show|verify|checkpoint`: every use, and the proof that nobody rewrote it."""

import argparse
import json
import sys
from pathlib import Path

from small_trades.config.commands import setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The three questions one may ask."""
    questions = parser.add_subparsers(dest="question", required=True)
    show = questions.add_parser("show", help="the newest rows")
    show.add_argument("--since", type=int, default=0, metavar="SEQUENCE")
    show.add_argument("--limit", type=int, default=50)
    verify = questions.add_parser("verify", help="recompute the tree and compare it with every signature")
    verify.add_argument(
        "--since", type=Path, metavar="FILE", help="a checkpoint, from a mail or a ledger page"
    )
    verify.add_argument("--json", action="store_true")
    questions.add_parser("checkpoint", help="the newest signed checkpoint")


def run(arguments: argparse.Namespace) -> int:
    """Answer; `verify` exits 1 when the ledger was changed."""
    setup.start_django()
    return {"show": _show, "verify": _verify, "checkpoint": _checkpoint}[arguments.question](arguments)


def _show(arguments: argparse.Namespace) -> int:
    from small_trades.privacy import ledger  # noqa: PLC0415 - needs settings

    for row in ledger.rows(since=arguments.since, limit=arguments.limit):
        sys.stdout.write(
            f"{row.seq:>8} {row.at:%Y-%m-%d %H:%M:%S} {row.event:<11} {row.actor_kind}"
            f"{'/' + row.role if row.role else ''} {row.purpose} {', '.join(row.groups)}"
            f" {row.recipient} {row.outcome}\n"
        )
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    from small_trades.privacy import ledger  # noqa: PLC0415 - needs settings

    try:
        since = arguments.since.read_text(encoding="utf-8") if arguments.since else None
    except (OSError, UnicodeDecodeError):
        sys.stderr.write(f"{arguments.since} cannot be read as a checkpoint.\n")
        return 2
    report = ledger.verify(since=since)
    if arguments.json:
        found = {
            "ok": report.ok,
            "rows": report.rows,
            "first_bad": report.first_bad,
            "problem": report.problem,
        }
        sys.stdout.write(json.dumps(found) + "\n")
    else:
        sys.stdout.write(f"{report.rows} rows verified.\n" if report.ok else f"{report.problem}\n")
    return 0 if report.ok else 1


def _checkpoint(_arguments: argparse.Namespace) -> int:
    from small_trades.privacy import ledger  # noqa: PLC0415 - needs settings

    sys.stdout.write(ledger.checkpoint())
    return 0
