"""`small-trades sample`: the sample shop, as `make run` opens it."""

import argparse
import sys

from small_trades.config.commands import setup


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(_arguments: argparse.Namespace) -> int:
    """Load the sample where it is not there yet."""
    setup.start_django()
    from small_trades.shop.pages.sample import load_sample_words  # noqa: PLC0415 - needs settings
    from small_trades.shop.products.actions.sample import load_sample  # noqa: PLC0415

    load_sample_words()
    sys.stdout.write(f"{load_sample()} products loaded.\n")
    return 0
