"""`small-trades backup DIR | backup keys DIR | backup drill`: copies while the shop serves."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from small_trades.config.commands import setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to copy, and to where."""
    parser.add_argument(
        "what", metavar="DIR | keys | drill", help="a new folder for data and ledger, or a verb"
    )
    parser.add_argument(
        "target", nargs="?", type=Path, metavar="DIR", help="with `keys`: a new folder, elsewhere"
    )
    parser.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Copy, or drill. Exit 2 with a sentence where it cannot be done; 1 when the drill fails."""
    if (arguments.what == "keys") != (arguments.target is not None):
        sys.stderr.write("Use: small-trades backup DIR, backup keys DIR, or backup drill.\n")
        return 2
    setup.start_django()
    setup.refuse_beside_broker("backup")
    from small_trades.config.backups.folder import BackupError  # noqa: PLC0415 - needs settings

    try:
        if arguments.what == "drill":
            return _drill(arguments)
        return _keys(arguments) if arguments.what == "keys" else _data(arguments)
    except BackupError as error:
        sys.stderr.write(f"{error}\n")
        return 2


def _data(arguments: argparse.Namespace) -> int:
    from small_trades.config.backups.backing_up import back_up  # noqa: PLC0415 - needs settings
    from small_trades.config.doctor import note_backup  # noqa: PLC0415

    target = Path(arguments.what)
    manifest = back_up(target)
    note_backup("data")
    size = sum(facts["bytes"] for facts in manifest.files.values())
    if arguments.json:
        sys.stdout.write(json.dumps(asdict(manifest)) + "\n")
    else:
        sys.stdout.write(
            f"{target}: data and ledger, {len(manifest.files)} files, {size:,} bytes. No key is in it.\n"
        )
    return 0


def _keys(arguments: argparse.Namespace) -> int:
    from django.conf import settings  # noqa: PLC0415 - needs settings

    from small_trades.config.backups.backing_up import back_up_keys  # noqa: PLC0415
    from small_trades.config.doctor import note_backup  # noqa: PLC0415

    manifest = back_up_keys(arguments.target)
    note_backup("keys")
    if arguments.json:
        sys.stdout.write(json.dumps(asdict(manifest)) + "\n")
        return 0
    sys.stdout.write(
        f"{arguments.target}: the key store. Keep it away from every backup of the data:\n"
        f"whoever has both, and the key file {settings.PRIVACY['KEK_FILE']},\n"
        "can read everything. The key file is not in it: copy it to a third place, over the copy before.\n"
        "After the next rotation this copy opens nothing any more; then make another in its place.\n"
    )
    return 0


def _drill(arguments: argparse.Namespace) -> int:
    from small_trades.config.backups.drill import drill  # noqa: PLC0415 - needs settings

    outcome = drill()
    if arguments.json:
        sys.stdout.write(json.dumps(asdict(outcome)) + "\n")
    else:
        sys.stdout.write(
            "".join(f"{'yes' if is_so else 'NO '}  {what}\n" for what, is_so in outcome.found.items())
        )
        passed = "passed" if outcome.has_passed else "FAILED"
        sys.stdout.write(f"The restore drill {passed} in {outcome.seconds:.1f} s; the ledger has it.\n")
    return 0 if outcome.has_passed else 1
