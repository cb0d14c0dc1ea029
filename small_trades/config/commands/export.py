"""`small-trades export products`: the catalogue as CSV on standard output, for here or elsewhere."""

import argparse
import sys

from small_trades.config.commands import setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is exported, and for whom."""
    parser.add_argument("what", choices=("products",))
    parser.add_argument("--format", choices=("ours", "shopify", "ec-cube"), default="ours")


def run(arguments: argparse.Namespace) -> int:
    """Write UTF-8 with a byte-order mark, so that spreadsheets read it."""
    setup.start_django()
    from small_trades.shop.products.queries.export_products import export_chunks  # noqa: PLC0415 - needs settings

    for chunk in export_chunks(arguments.format):
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()
    return 0
