"""`small-trades policy show|check`: what the program enforces, and whether the texts say the same."""

import argparse
import json
import sys

from small_trades.config.commands import setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the policy."""
    todo = parser.add_subparsers(dest="todo", required=True)
    todo.add_parser("show", help="the declaration in force, as JSON")
    todo.add_parser("check", help="compare the declaration, the published snapshot and the two texts")


def run(arguments: argparse.Namespace) -> int:
    """Print the snapshot, or 0/1 for whether all agree."""
    setup.start_django()
    from small_trades.policy.declaration import POLICY  # noqa: PLC0415 - needs settings

    if arguments.todo == "show":
        sys.stdout.write(json.dumps(POLICY.snapshot(), ensure_ascii=False, indent=2) + "\n")
        return 0
    from small_trades import privacy  # noqa: PLC0415 - needs settings

    problems = privacy.policy_problems()
    sys.stdout.write(
        "".join(f"{problem}\n" for problem in problems) or "The declaration and the texts agree.\n"
    )
    return 1 if problems else 0
