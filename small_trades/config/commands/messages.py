"""`small-trades messages`: the texts of both languages, compiled where they changed."""

import argparse
import sys

from small_trades.config.messages import compile_messages


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(_arguments: argparse.Namespace) -> int:
    """Compile and say how many catalogues changed."""
    changed = compile_messages()
    sys.stdout.write(f"{len(changed)} catalogues compiled.\n")
    return 0
