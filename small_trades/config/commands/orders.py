"""`small-trades orders pack|ship`: what the desk does with several orders, for programs and night jobs."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from small_trades.config.commands import setup

CARRIERS = ("yamato", "sagawa", "japan-post")
Left = dict[str, str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Two verbs; what either of them leaves as it was is named with its reason."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    pack = verbs.add_parser("pack", help="begin to pack orders that are ready for it")
    chosen = pack.add_mutually_exclusive_group(required=True)
    chosen.add_argument("codes", nargs="*", default=[], metavar="CODE")
    chosen.add_argument("--all", action="store_true", help="every order that is ready")
    ship = verbs.add_parser("ship", help="ship what a carrier's file of tracking numbers names")
    ship.add_argument("file", type=Path, metavar="FILE", help="as the carrier's program writes it")
    ship.add_argument("--carrier", choices=CARRIERS, required=True)
    for verb in (pack, ship):
        verb.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        verb.add_argument("--json", action="store_true", help="answer as JSON")


def run(arguments: argparse.Namespace) -> int:
    """0: all of them are done; 1: some stay as they were, each named; 2: the file cannot be read."""
    setup.start_django()
    from small_trades import privacy  # noqa: PLC0415 - needs settings
    from small_trades.shop.desk.tracking_file import NoTrackingFileError  # noqa: PLC0415

    with privacy.acting_as(privacy.Actor.system(f"orders.{arguments.verb}")):
        try:
            done, left = _pack(arguments) if arguments.verb == "pack" else _ship(arguments)
        except NoTrackingFileError:
            sys.stderr.write(
                f"orders.E001: {arguments.file} is no file of order codes and tracking numbers.\n"
            )
            return 2
    _say(arguments, done, left)
    return 1 if left else 0


def _pack(arguments: argparse.Namespace) -> tuple[int, list[Left]]:
    from small_trades.shop.desk.actions import several  # noqa: PLC0415 - needs settings
    from small_trades.shop.desk.forms.several import SNAG_WORDS  # noqa: PLC0415
    from small_trades.shop.kernel.codes import normalise_code  # noqa: PLC0415
    from small_trades.shop.orders.queries import codes_to_pack  # noqa: PLC0415

    codes: Sequence[str] = codes_to_pack() if arguments.all else arguments.codes
    known = [normalise_code(code) or code for code in codes]
    outcomes: list[several.Outcome] = []
    for some in _batches(known, several.MOST):
        if arguments.dry_run:
            outcomes += several.look(some, several.Deed.PACK)
        else:
            outcomes += several.pack_several(some)
    left = [
        {"order": one.code, "reason": one.snag.value, "words": str(SNAG_WORDS[one.snag])}
        for one in outcomes
        if one.snag
    ]
    return len(outcomes) - len(left), left


def _ship(arguments: argparse.Namespace) -> tuple[int, list[Left]]:
    from small_trades.shop.desk.actions.tracking import check, ship_all  # noqa: PLC0415 - needs settings
    from small_trades.shop.desk.forms.parcels import TROUBLE_WORDS  # noqa: PLC0415
    from small_trades.shop.desk.tracking_file import read  # noqa: PLC0415

    lines = read(arguments.file.read_bytes())
    if arguments.dry_run:
        checked = check(lines)
        wrong = [one for one in checked if one.trouble]
        count = len(checked) - len(wrong)
    else:
        shipped = ship_all(lines, carrier=arguments.carrier)
        wrong, count = list(shipped.left), shipped.count
    left = [
        {
            "line": str(one.line.at),
            "order": one.line.code or "",
            "reason": one.trouble.value,
            "words": str(TROUBLE_WORDS[one.trouble]),
        }
        for one in wrong
        if one.trouble
    ]
    return count, left


def _say(arguments: argparse.Namespace, done: int, left: list[Left]) -> None:
    if arguments.json:
        said = {"done": done, "left": left, "is_dry_run": arguments.dry_run}
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
        return
    for one in left:
        where = f"line {one['line']}: " if "line" in one else ""
        sys.stdout.write(f"{where}{one['order'] or '-'}: {one['words']}\n")
    verb = "would be done" if arguments.dry_run else "done"
    sys.stdout.write(f"{done} orders {verb}, {len(left)} stay as they were.\n")


def _batches(codes: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    return (codes[at : at + size] for at in range(0, len(codes), size))
