"""Links for staff, and the way back to the desk, from the command line of the machine.

`small-trades staff add EMAIL --role ROLE` prints one with which that person becomes staff, once;
`small-trades staff reset EMAIL` one with which somebody sets a new password and second factor;
`small-trades staff anywhere` empties the list of networks from which the desk opens.
"""

import argparse
import sys

from small_trades.config.commands import setup

ROLES = ("owner", "manager", "orders", "support", "catalogue", "auditor")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom, and as what."""
    todo = parser.add_subparsers(dest="todo", required=True)
    add = todo.add_parser("add", help="print a one-time link")
    add.add_argument("email")
    add.add_argument("--role", choices=ROLES, required=True)
    reset = todo.add_parser("reset", help="end password and second factor, print a link for new ones")
    reset.add_argument("email")
    todo.add_parser("anywhere", help="let the desk open from every network again")


def run(arguments: argparse.Namespace) -> int:
    """Do it. Of a link: the address is sealed; it works once, for a day."""
    setup.start_django()
    from django.conf import settings  # noqa: PLC0415 - needs settings

    from small_trades.shop.desk.actions.colleagues import ColleagueGoneError, reset_by_address  # noqa: PLC0415
    from small_trades.shop.desk.actions.staff import invite  # noqa: PLC0415

    if arguments.todo == "anywhere":
        return _anywhere()
    try:
        if arguments.todo == "reset":
            link = reset_by_address(arguments.email)
        else:
            link = invite(arguments.email, role=arguments.role)
    except ColleagueGoneError:
        sys.stderr.write("Nobody of the staff has this address.\n")
        return 1
    sys.stdout.write(f"{settings.SMALL_TRADES.base_url}{link}\n")
    return 0


def _anywhere() -> int:
    from small_trades.shop.desk.actions.networks import allow_everywhere  # noqa: PLC0415 - needs settings

    count = allow_everywhere()
    words = f"{count} networks were taken off the list." if count else "There was no list."
    sys.stdout.write(f"{words} The desk opens from everywhere.\n")
    return 0
