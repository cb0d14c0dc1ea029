"""`small-trades sample`: the sample shop, as `make run` opens it."""

import argparse
import sys

from small_trades.config.commands import setup


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(_arguments: argparse.Namespace) -> int:
    """Load the sample where it is not there yet."""
    setup.start_django()
    sys.stdout.write(f"{setup.load_sample()} products loaded.\n")
    return 0
