"""`small-trades …`: exit code 0 is done, 1 the check failed, 2 wrong use; `--help` lists the commands."""

import argparse
import errno
import importlib
import keyword
import os
import sys
from collections.abc import Sequence

# Each is a module of `config/commands` with `add_arguments(parser)` and `run(arguments) -> int`.
COMMANDS = {
    "run": "serve the shop until Ctrl-C",
    "worker": "run background tasks (started by `run`)",
    "broker": "hold keys and ledger for web and task processes, which then hold neither",
    "migrate": "prepare the three stores",
    "check": "every start-up check, production's included",
    "doctor": "what will hurt soon, and what to do about it",
    "where": "the view, template and test behind a URL",
    "sample": "load the sample shop, or a generated one",
    "import": "products from a CSV of ours, Shopify's or EC-CUBE's",
    "export": "products as CSV, for this shop or others",
    "orders": "begin to pack orders, or ship those of a carrier's file",
    "stock": "set how many of each variant can be sold, from a CSV",
    "staff": "make a one-time link for a member of staff",
    "subject": "find, show, export or erase what is held about a person",
    "policy": "show, check or publish the policy",
    "keys": "show the key store, or make a new epoch",
    "retention": "forget what is due",
    "payments": "make the books agree with the payment provider's",
    "backup": "copy data and ledger, or the keys, while the shop serves; or drill a restore",
    "restore": "put a backup in place",
    "ledger": "show, verify or checkpoint the ledger",
    "breach": "whom a breach concerns, and drafts of what is reported and said",
    "messages": "compile the texts of both languages",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Settings mistakes end with a sentence and code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "small_trades.config.settings")
    parser = argparse.ArgumentParser(
        prog="small-trades", description="An online shop that keeps its privacy policy."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    given = list(sys.argv[1:] if argv is None else argv)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        if name in given[:1]:
            # A module cannot be called like a word of the language.
            called = f"{name}_" if keyword.iskeyword(name) else name
            module = importlib.import_module(f"small_trades.config.commands.{called}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    arguments = parser.parse_args(given)
    return _run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    from django.db.utils import OperationalError  # noqa: PLC0415 - keeps `--help` fast

    from small_trades.config.environment import SettingError  # noqa: PLC0415

    try:
        return int(arguments.run(arguments))
    except SettingError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return _disk_is_full()
        if error.filename is None:
            raise
        print(f"cli.E001: {error.filename} cannot be used: {error.strerror}.", file=sys.stderr)
        return 2
    except OperationalError as error:
        if "disk is full" not in str(error):
            raise
        return _disk_is_full()


def _disk_is_full() -> int:
    print("cli.E002: the disk is full; what was begun was not kept.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
