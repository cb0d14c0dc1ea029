"""`small-trades check`: everything that would keep the shop from starting, without starting it."""

import argparse
import sys

from small_trades.config.commands import setup


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(_arguments: argparse.Namespace) -> int:
    """Exit 0 when all is well; 1 with one line for each problem and its hint."""
    setup.start_django()
    from django.core import checks  # noqa: PLC0415 - needs settings

    from small_trades import privacy  # noqa: PLC0415

    setup.migrate()
    problems = [f"{found.id}: {found.msg}" for found in checks.run_checks() if found.is_serious()]
    try:
        privacy.check_start()
    except privacy.StartRefused as refused:
        problems += str(refused).splitlines()
    problems += inbox_problems()
    sys.stdout.write("".join(f"{problem}\n" for problem in problems) or "All start-up checks hold.\n")
    return 1 if problems else 0


def inbox_problems() -> list[str]:
    """What keeps the shop from reading its inbox, where it has one; nothing is taken out of it."""
    from django.conf import settings  # noqa: PLC0415 - needs settings

    from small_trades import privacy  # noqa: PLC0415

    inbox = settings.SMALL_TRADES.inbox
    if inbox is None:
        return []
    try:
        with privacy.reach("inbox") as mailbox:
            next(mailbox.waiting(), None)
    except privacy.DoorError as error:
        return [f"inbox.E001: the inbox at {inbox.host}:{inbox.port} cannot be read: {error}."]
    return []
