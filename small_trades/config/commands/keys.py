"""`small-trades keys status|rotate`: the epochs of the key store."""

import argparse
import json
import sys
from dataclasses import asdict

from small_trades.config.commands import setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Look, or rotate."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    status = verbs.add_parser("status", help="epochs, their age, and how many keys each wraps")
    status.add_argument("--json", action="store_true")
    rotate = verbs.add_parser("rotate", help="make a new epoch and destroy the one before")
    rotate.add_argument("--json", action="store_true")
    rotate.add_argument(
        "--give-up-damaged", action="store_true", help="destroy keys that do not open, instead of stopping"
    )


def run(arguments: argparse.Namespace) -> int:
    """Answer. `rotate` exits 1 when keys are damaged; 2 when the key file cannot be used or replaced."""
    setup.start_django()
    from small_trades import privacy  # noqa: PLC0415 - needs settings

    try:
        return _status(arguments) if arguments.verb == "status" else _rotate(arguments)
    except privacy.KeysUnusable as error:
        sys.stderr.write(f"keys.E001: {error}\n")
        return 2
    except privacy.KeysDamaged as error:
        sys.stderr.write(
            f"keys.E002: {error}. Repair the key store from a copy and rotate again; the ledger names the "
            "keys. Or give them up, and what they open, with --give-up-damaged.\n"
        )
        return 1


def _status(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415 - needs settings

    from small_trades import privacy  # noqa: PLC0415

    status = privacy.keys_status()
    if arguments.json:
        sys.stdout.write(json.dumps(asdict(status), default=str) + "\n")
        return 0
    for epoch in status.epochs:
        state = "current" if epoch.is_current else f"destroyed {epoch.retired_at:%Y-%m-%d}"
        if not epoch.is_current and epoch.retired_at is None:
            state = "being replaced: run `small-trades keys rotate`"
        age = (timezone.now() - epoch.made_at).days
        sys.stdout.write(
            f"epoch {epoch.epoch:>5}  {state}  made {epoch.made_at:%Y-%m-%d %H:%M} ({age} days ago)"
            f"  {epoch.keys} keys  {epoch.secrets} secrets\n"
        )
    for ring in status.rings:
        sys.stdout.write(f"  {ring.key_class:<16} {ring.state:<10} {ring.count:>9,}\n")
    for year in status.years:
        sys.stdout.write(f"  {year.key_class:<16} destroyed with its year after {year.until}\n")
    if not status.can_rotate:
        sys.stdout.write("The key file lies where the shop may not write: it cannot rotate.\n")
    return 0


def _rotate(arguments: argparse.Namespace) -> int:
    from small_trades import privacy  # noqa: PLC0415 - needs settings

    with privacy.acting_as(privacy.Actor.system("keys.rotate")):
        done = privacy.rotate(give_up_damaged=arguments.give_up_damaged)
    if arguments.json:
        sys.stdout.write(json.dumps(asdict(done)) + "\n")
    else:
        sys.stdout.write(
            f"Epoch {done.epoch}: {done.rewrapped} keys wrapped anew in {done.seconds:.2f} s. "
            "Older copies of the key store open nothing any more: copy it again, and the key file, "
            "over the copies before.\n"
        )
    return 0
