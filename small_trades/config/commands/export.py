"""`small-trades export WHAT`: products, sales or transactions as CSV on standard output.

Sales and transactions are those of the desk's screens, without a personal value. Files that hold any, such as
the carriers' lists, are made at the desk by somebody who is asked why; no command makes them.
"""

import argparse
import datetime as dt
import sys
from collections.abc import Iterable, Iterator

from small_trades.config.commands import setup

FORMATS = ("ours", "shopify", "ec-cube")
REPORTS = ("days", "products", "categories", "rates")
NOT_UNDERSTOOD = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is exported, and for whom."""
    todo = parser.add_subparsers(dest="what", required=True)
    products = todo.add_parser("products", help="the catalogue, for here or elsewhere")
    products.add_argument("--format", choices=FORMATS, default="ours")
    sales = todo.add_parser("sales", help="what was sold, as in the desk's report")
    sales.add_argument("--by", choices=REPORTS, default="days")
    transactions = todo.add_parser("transactions", help="sales and refunds with their tax, without names")
    for dated in (sales, transactions):
        dated.add_argument("--since", type=_day, required=True, metavar="YYYY-MM-DD")
        dated.add_argument("--until", type=_day, required=True, metavar="YYYY-MM-DD", help="this day too")
        dated.add_argument("--language", choices=("ja", "en"), default="ja", help="of the headings")


def run(arguments: argparse.Namespace) -> int:
    """Write UTF-8 with a byte-order mark, so that spreadsheets read it. 2: the days make no sense."""
    if arguments.what != "products" and arguments.until < arguments.since:
        sys.stderr.write("export.E001: --until comes before --since.\n")
        return NOT_UNDERSTOOD
    setup.start_django()
    for chunk in _chunks(arguments):
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()
    return 0


def _chunks(arguments: argparse.Namespace) -> Iterable[bytes]:
    from small_trades.shop.products.queries.export_products import export_chunks  # noqa: PLC0415 - needs settings

    return export_chunks(arguments.format) if arguments.what == "products" else _lines(arguments)


def _lines(arguments: argparse.Namespace) -> Iterator[bytes]:
    from django.utils.translation import override  # noqa: PLC0415 - needs settings

    from small_trades.shop.kernel.spreadsheets import csv_lines  # noqa: PLC0415 - needs settings

    with override(arguments.language):
        for line in csv_lines(_rows(arguments)):
            yield line.encode()


def _rows(arguments: argparse.Namespace) -> Iterable[list[str]]:
    from small_trades.shop.desk import tables  # noqa: PLC0415 - needs settings
    from small_trades.shop.desk.queries import reports, transactions  # noqa: PLC0415 - needs settings

    period = reports.Period(arguments.since, arguments.until)
    if arguments.what == "sales":
        return tables.REPORTS[arguments.by](reports.report(period))
    return tables.transactions_table(transactions.find(transactions.Wanted(period=period), most=None))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no day like 2026-04-01") from error
