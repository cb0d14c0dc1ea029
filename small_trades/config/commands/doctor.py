"""`small-trades doctor`: what will hurt soon, with what to do about it."""

import argparse
import dataclasses
import json
import sys

from small_trades.config.commands import setup

MARKS = {"ok": "  ok ", "warn": "SOON ", "bad": "NOW  "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How to say it."""
    parser.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Look at everything. 1 where something hurts now; what hurts soon is said, and is no failure."""
    setup.start_django()
    from small_trades.config.doctor import State, findings  # noqa: PLC0415 - needs settings

    found = findings()
    if arguments.json:
        sys.stdout.write(json.dumps([dataclasses.asdict(one) for one in found]) + "\n")
    else:
        for one in found:
            sys.stdout.write(f"{MARKS[one.state]} {one.id:<16} {one.seen}\n")
            if one.hint:
                sys.stdout.write(f"{'':<22} → {one.hint}\n")
    return 1 if any(one.state == State.BAD for one in found) else 0
