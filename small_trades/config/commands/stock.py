"""`small-trades stock set FILE`: what was counted, as a CSV of stock codes and numbers."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from small_trades.config.commands import setup

REASONS = ("counted", "arrived", "damaged", "returned")
MOST_LINES = 100_000


@dataclass(frozen=True)
class Refused:
    """A line that changes nothing, and why."""

    line: int
    sku: str
    reason: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One verb."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("set", help="set how many of each variant can be sold")
    verb.add_argument("file", type=Path, metavar="FILE", help="a CSV with the columns sku and available")
    verb.add_argument("--reason", choices=REASONS, default="counted", help="as the history will say")
    verb.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    verb.add_argument("--json", action="store_true", help="answer as JSON")


def run(arguments: argparse.Namespace) -> int:
    """0: every line holds now; 1: some lines do not, each named; 2: the file cannot be read."""
    setup.start_django()
    from small_trades import privacy  # noqa: PLC0415 - needs settings

    try:
        lines = list(_lines(arguments.file))
    except (ValueError, csv.Error):
        sys.stderr.write(f"stock.E001: {arguments.file} is no CSV with the columns sku and available.\n")
        return 2
    refused: list[Refused] = []
    changed = 0
    with privacy.acting_as(privacy.Actor.system("stock.set")):
        for at, sku, number in lines:
            outcome = _set(sku, number, arguments)
            if isinstance(outcome, str):
                refused.append(Refused(at, sku, outcome))
            else:
                changed += outcome
    _say(arguments, len(lines), changed, refused)
    return 1 if refused else 0


def _lines(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, code and number of each line; ValueError for what is no such file."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp932")
    reader = csv.DictReader(text.splitlines(), strict=True)
    if not {"sku", "available"} <= set(reader.fieldnames or ()) or "\0" in text:
        raise ValueError
    for row in reader:
        if reader.line_num > MOST_LINES:
            raise ValueError
        yield reader.line_num, (row["sku"] or "").strip(), (row["available"] or "").strip()


def _set(sku: str, number: str, arguments: argparse.Namespace) -> bool | str:
    """Whether it changed the stock, or would; the reason where it cannot."""
    from small_trades.shop.products.actions.stock import (  # noqa: PLC0415 - needs settings
        MOST_IN_STOCK,
        StockChanged,
        set_stock,
    )
    from small_trades.shop.products.models import StockReason, Variant  # noqa: PLC0415

    if not (number.isascii() and number.isdigit()) or int(number) > MOST_IN_STOCK:
        return f"the number lies between 0 and {MOST_IN_STOCK:,}"
    variant = Variant.objects.filter(sku=sku).first()
    if variant is None:
        return "no variant has this stock code"
    if variant.available == int(number):
        return False
    if not arguments.dry_run:
        try:
            set_stock(variant.pk, int(number), reason=StockReason(arguments.reason), seen=variant.available)
        except StockChanged as moved:
            return f"it was sold or changed in this moment; there are {moved.available} now"
    return True


def _say(arguments: argparse.Namespace, lines: int, changed: int, refused: list[Refused]) -> None:
    same = lines - changed - len(refused)
    if arguments.json:
        said = {"changed": changed, "unchanged": same, "refused": [asdict(one) for one in refused]}
        sys.stdout.write(json.dumps(said | {"is_dry_run": arguments.dry_run}, ensure_ascii=False) + "\n")
        return
    for one in refused:
        sys.stdout.write(f"line {one.line}: {one.sku or '-'}: {one.reason}\n")
    verb = "would change" if arguments.dry_run else "changed"
    sys.stdout.write(f"{changed} {verb}, {same} unchanged, {len(refused)} refused.\n")
