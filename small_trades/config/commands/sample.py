"""`small-trades sample [--products N --seed S]`: the sample shop, or a large made-up one."""

import argparse
import sys

from small_trades.config.commands import setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How large; without a number, the sample shop as `make run` opens it."""
    parser.add_argument("--products", type=int, default=0, metavar="N", help="fill up to N products")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the same seed gives the same products"
    )


def run(arguments: argparse.Namespace) -> int:
    """Load what is not there yet, and say how many products came."""
    setup.start_django()
    from small_trades.shop.products.actions.generate import load_generated  # noqa: PLC0415 - needs settings

    loaded = setup.load_sample()
    if arguments.products:
        loaded += load_generated(products=arguments.products, seed=arguments.seed)
    sys.stdout.write(f"{loaded} products loaded.\n")
    return 0
