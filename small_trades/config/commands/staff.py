"""`small-trades staff add EMAIL --role ROLE`: prints a link with which that person becomes staff, once."""

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


def run(arguments: argparse.Namespace) -> int:
    """Print the link. The address is sealed; the link works once, for a day."""
    setup.start_django()
    from django.conf import settings  # noqa: PLC0415 - needs settings

    from small_trades.shop.desk.actions.staff import invite  # noqa: PLC0415

    link = invite(arguments.email, role=arguments.role)
    sys.stdout.write(f"{settings.SMALL_TRADES.base_url}{link}\n")
    return 0
