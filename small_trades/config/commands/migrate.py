"""`small-trades migrate`: the three stores, ready for this version."""

import argparse
import sys

from small_trades.config.commands import setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to copy first."""
    parser.add_argument("--no-backup", action="store_true", help="do not back up data and ledger before")


def run(arguments: argparse.Namespace) -> int:
    """Migrate the stores, while the version before serves, and name what ran."""
    setup.start_django()
    from small_trades.config.schema import sentences  # noqa: PLC0415 - needs settings

    ran = setup.migrate(backup=not arguments.no_backup)
    for sentence in sentences(setup.own_stores()):
        sys.stderr.write(f"{sentence}\n")
    sys.stdout.write("".join(f"{line}\n" for line in ran) or "The stores are up to date.\n")
    return 0
