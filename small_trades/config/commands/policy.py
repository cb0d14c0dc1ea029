"""`small-trades policy show|check|publish`: what the program enforces, and whether the texts say the same."""

import argparse
import json
import sys

from small_trades.config.commands import setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the policy."""
    todo = parser.add_subparsers(dest="todo", required=True)
    todo.add_parser("show", help="the declaration in force, as JSON")
    todo.add_parser("check", help="compare the declaration, the published snapshot and the two texts")
    todo.add_parser("publish", help="freeze declaration and texts under the declared version")


def run(arguments: argparse.Namespace) -> int:
    """Print the snapshot, or 0/1 for whether all agree or could be published."""
    if arguments.todo == "publish":
        return _publish()
    setup.start_django()
    from small_trades.policy.declaration import POLICY  # noqa: PLC0415 - needs settings

    if arguments.todo == "show":
        sys.stdout.write(json.dumps(POLICY.snapshot(), ensure_ascii=False, indent=2) + "\n")
        return 0
    from small_trades import privacy  # noqa: PLC0415 - needs settings

    problems = privacy.start_problems(with_stores=False)
    sys.stdout.write(
        "".join(f"{problem}\n" for problem in problems) or "The declaration and the texts agree.\n"
    )
    return 1 if problems else 0


def _publish() -> int:
    from small_trades.policy import declaration, publishing  # noqa: PLC0415 - keeps `--help` fast

    try:
        frozen = publishing.publish(declaration.POLICY)
        publishing.publish_terms(declaration.TERMS_VERSION)
    except publishing.PublishingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{frozen}\n")
    return 0
