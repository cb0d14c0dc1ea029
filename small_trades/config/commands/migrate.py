"""`small-trades migrate`: the three stores, ready for this version."""

import argparse
import sys

from small_trades.config.commands import setup


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(_arguments: argparse.Namespace) -> int:
    """Migrate the stores and name what ran."""
    setup.start_django()
    ran = setup.migrate()
    sys.stdout.write("".join(f"{line}\n" for line in ran) or "The stores are up to date.\n")
    return 0
