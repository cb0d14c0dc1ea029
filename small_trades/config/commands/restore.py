"""`small-trades restore DIR`: data and ledger of a backup, with the key store of today."""

import argparse
import sys
from pathlib import Path

from small_trades.config.commands import setup
from small_trades.config.commands.retention import swept_lines


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to restore, and what may be given up for it."""
    parser.add_argument("source", type=Path, metavar="DIR")
    parser.add_argument("--replace", action="store_true", help="give up what the store holds now")
    parser.add_argument(
        "--older-ledger",
        action="store_true",
        help="restore the ledger too where today's does not extend it; today's is kept beside",
    )
    parser.add_argument(
        "--no-sweep",
        action="store_true",
        help="leave the rows of people erased since; `retention sweep` removes them",
    )
    parser.add_argument("--keys", action="store_true", help="restore a lost key store from `backup keys`")


def run(arguments: argparse.Namespace) -> int:
    """Restore and say what came back. Exit 2 with a sentence where nothing was changed."""
    setup.start_django()
    setup.refuse_beside_broker("restore")
    from small_trades import privacy  # noqa: PLC0415 - needs settings
    from small_trades.config.backups.folder import BackupError  # noqa: PLC0415

    try:
        return _restore_keys(arguments) if arguments.keys else _restore(arguments)
    except BackupError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except privacy.KeysUnusable as error:
        sys.stderr.write(f"keys.E001: {error}\n")
        return 2


def _restore(arguments: argparse.Namespace) -> int:
    from small_trades.config.backups.restoring import restore  # noqa: PLC0415 - needs settings

    done = restore(
        arguments.source,
        replace=arguments.replace,
        older_ledger=arguments.older_ledger,
        sweep=not arguments.no_sweep,
    )
    sys.stdout.write(f"Restored the backup of {done.made_at}; everybody has to sign in again.\n")
    if done.is_ledger_kept:
        sys.stdout.write(f"Today's ledger extends the backup's and stays: {done.ledger_rows} rows.\n")
    else:
        sys.stdout.write(f"The ledger of the backup is in place: {done.ledger_rows} rows.\n")
    for path in done.set_aside:
        sys.stdout.write(f"Kept beside, for whoever asks what was lost: {path}\n")
    sys.stdout.write("".join(f"{line}\n" for line in swept_lines(done.swept, dry_run=arguments.no_sweep)))
    return 0


def _restore_keys(arguments: argparse.Namespace) -> int:
    from small_trades.config.backups.restoring import restore_keys  # noqa: PLC0415 - needs settings

    made_at = restore_keys(arguments.source, replace=arguments.replace)
    sys.stdout.write(
        f"Restored the key store of {made_at}. Whoever was erased since then, in the same epoch, is back: "
        "erase them again, and run `small-trades keys rotate`.\n"
    )
    return 0
