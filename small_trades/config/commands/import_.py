"""`small-trades import products FILE`: a CSV of ours, Shopify's or EC-CUBE's into the catalogue."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from small_trades.config.commands import setup

if TYPE_CHECKING:
    from small_trades.shop.products.actions.import_products import Given

FORMATS = ("auto", "ours", "shopify", "ec-cube")
_COUNTS = ("created", "updated", "unchanged", "refused")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is imported, from where, and whether it is only tried."""
    parser.add_argument("what", choices=("products",))
    parser.add_argument("file", type=Path, metavar="FILE", help="a CSV in UTF-8 or Shift_JIS")
    parser.add_argument("--format", choices=FORMATS, default="auto", help="auto: by the heading")
    parser.add_argument(
        "--images",
        type=Path,
        metavar="DIR|ZIP",
        help="pictures by file name; nothing is fetched from outside",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(arguments: argparse.Namespace) -> int:
    """0: every line is in; 1: some lines are not, each named; 2: the file cannot be read or is worked on."""
    setup.start_django()
    from small_trades.shop.products.actions import import_products as actions  # noqa: PLC0415 - needs settings
    from small_trades.shop.products.importing.reasons import FileFlaw, flaw_text  # noqa: PLC0415 - needs settings

    given = actions.Given(arguments.file, arguments.images, arguments.format)
    try:
        report = _dry_run(given) if arguments.dry_run else _import(given)
    except FileFlaw as flaw:
        sys.stderr.write(f"import.E001: {arguments.file}: {flaw_text(flaw.flaw, flaw.value)}.\n")
        return 2
    except actions.Overtaken:
        sys.stderr.write("import.E002: another process is importing this file.\n")
        return 2
    write = _write_json if arguments.json else _write
    write(report)
    return 1 if report["refused"] else 0


def _dry_run(given: "Given") -> dict[str, Any]:
    from small_trades.shop.products.actions.import_products import dry_run  # noqa: PLC0415 - needs settings

    report: dict[str, Any] = dict.fromkeys(_COUNTS, 0) | {"pictures": 0, "is_dry_run": True, "problems": []}
    for outcome in dry_run(given):
        for name in _COUNTS:
            report[name] += getattr(outcome, name)
        report["problems"] += _said(outcome.problems)
    return report


def _import(given: "Given") -> dict[str, Any]:
    from small_trades.shop.products.actions import import_products as actions  # noqa: PLC0415 - needs settings
    from small_trades.shop.products.importing.reasons import FileFlaw  # noqa: PLC0415 - needs settings

    run = actions.begin(given)
    if run.done:
        sys.stderr.write(f"Going on after {run.done} products.\n")
    try:
        for reached in actions.go_on(run.pk, given):
            sys.stderr.write(f"\r{reached.done} products")
    except FileFlaw as flaw:
        actions.fail(run.pk, flaw)
        raise
    sys.stderr.write("\n")
    run.refresh_from_db()
    report: dict[str, Any] = {name: getattr(run, name) for name in (*_COUNTS, "pictures")}
    return report | {"is_dry_run": False, "problems": _said(run.problems.all())}


def _said(problems: Any) -> list[dict[str, Any]]:
    from small_trades.shop.products.importing.reasons import Reason, reason_text  # noqa: PLC0415 - needs settings
    from small_trades.shop.products.importing.shape import NOTES  # noqa: PLC0415 - needs settings

    return [
        {
            "line": one.line,
            "column": one.column,
            "reason": str(one.reason),
            "sentence": reason_text(one.reason),
            "value": one.value,
            "is_note": Reason(one.reason) in NOTES,
        }
        for one in problems
    ]


def _write_json(report: dict[str, Any]) -> None:
    json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _write(report: dict[str, Any]) -> None:
    for line in _lines(report):
        sys.stdout.write(f"{line}\n")


def _lines(report: dict[str, Any]) -> Iterator[str]:
    for one in sorted(report["problems"], key=lambda one: int(one["line"])):
        value = f" ({one['value']})" if one["value"] else ""
        column = f", {one['column']}" if one["column"] else ""
        note = "note: " if one["is_note"] else ""
        yield f"line {one['line']}{column}: {note}{one['sentence']}{value}"
    would = "would be " if report["is_dry_run"] else ""
    counts = "{created} {would}created, {updated} updated, {unchanged} unchanged, {refused} refused"
    yield counts.format(would=would, **report) + f", {report['pictures']} pictures added."
    if not report["created"] + report["updated"] + report["pictures"]:
        yield "Nothing changes." if report["is_dry_run"] else "Nothing changed."
