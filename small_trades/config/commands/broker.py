"""`small-trades broker`: holds keys and ledger, and opens values for the processes of one user."""

import argparse
import os
import pwd
import sys
from pathlib import Path

from small_trades.config.commands import setup
from small_trades.config.environment import SettingError
from small_trades.config.process import end_with_parent

HELD = ("keys", "ledger")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where it listens, and for whom."""
    parser.add_argument(
        "--socket", type=Path, help="path of the Unix socket (default: <home>.secrets/broker.sock)"
    )
    parser.add_argument(
        "--for",
        dest="user",
        default="",
        metavar="USER",
        help="the user the shop runs as (default: one's own)",
    )
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Prepare the two stores, check them, answer until a signal."""
    if arguments.child:
        end_with_parent()
    uid = user_id(arguments.user)
    setup.start_django()
    from django.conf import settings  # noqa: PLC0415 - needs settings

    from small_trades import privacy  # noqa: PLC0415
    from small_trades.config.ways_out import shut_ways_out  # noqa: PLC0415

    if settings.PRIVACY["BROKER"]:
        raise SettingError("broker.E005", "SMALL_TRADES_BROKER is set: a broker has no broker of its own.")
    path = arguments.socket or settings.SMALL_TRADES.secrets / "broker.sock"
    setup.migrate(HELD)
    try:
        privacy.check_broker()
        privacy.serve_broker(path, uids={uid}, when_ready=shut_ways_out)
    except privacy.StartRefused as refused:
        sys.stderr.write(f"The broker does not start:\n{refused}\n")
        return 1
    except privacy.SocketTaken:
        raise SettingError("broker.E006", f"another broker answers at {path}.") from None
    except OSError as error:
        raise SettingError("broker.E007", f"{path} cannot be used as a socket ({error}).") from None
    return 0


def user_id(name: str) -> int:
    """The number of a user by name; one's own for no name.

    Raises:
        SettingError: there is no such user.
    """
    if not name:
        return os.getuid()
    try:
        return pwd.getpwnam(name).pw_uid
    except KeyError:
        raise SettingError("broker.E008", f"there is no user {name!r}.") from None
