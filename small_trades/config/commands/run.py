"""`small-trades run`: one command that serves the shop over HTTPS until Ctrl-C.

One process tree: this process supervises; the web workers and the task worker are its children.
"""

import argparse
import socket
import sys
import time

from small_trades.config.commands import setup
from small_trades.config.environment import SettingError

BROKER_SECONDS = 15.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything else is in the environment, as docs/running.md lists."""
    parser.add_argument(
        "--broker", action="store_true", help="keep keys and ledger in a process of their own"
    )


def run(arguments: argparse.Namespace) -> int:
    """Prepare, serve, end cleanly."""
    if not arguments.broker:
        return _run()
    from small_trades.config.broker import beside_broker  # noqa: PLC0415 - only where it is asked for

    with beside_broker():
        return _run()


def _run() -> int:
    from small_trades.config.messages import compile_messages  # noqa: PLC0415 - must come before Django's texts load

    started = time.monotonic()
    compile_messages()
    setup.start_django()
    from django.conf import settings  # noqa: PLC0415 - needs settings

    shop = settings.SMALL_TRADES
    refuse_busy_ports(shop.host, (shop.port, shop.http_port))
    from small_trades.config.backups.running import RunningError, holding  # noqa: PLC0415 - needs settings
    from small_trades.config.serving import serve  # noqa: PLC0415

    try:
        with holding():
            prepare()
            refuse_what_the_policy_refuses()
            return serve(lambda: announce(time.monotonic() - started))
    except RunningError:
        sentence = f"the shop runs on {shop.home} already, or is being restored."
        raise SettingError("run.E003", sentence) from None


def refuse_busy_ports(host: str, ports: tuple[int, int]) -> None:
    """Name the port that something else listens on, before anything is started."""
    for port, name in zip(ports, ("SMALL_TRADES_PORT", "SMALL_TRADES_HTTP_PORT"), strict=True):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise SettingError(
                    "run.E001",
                    f"port {port} on {host} cannot be used ({error.strerror}); set {name} to another.",
                ) from None


def prepare() -> None:
    """Stores, static files and, in a demonstration, the sample shop."""
    from django.conf import settings  # noqa: PLC0415 - needs settings

    from small_trades.config.schema import sentences  # noqa: PLC0415

    ran = setup.migrate()
    if ran:
        say(f"· prepared the stores in {settings.SMALL_TRADES.home} ({len(ran)} migrations)")
    for sentence in sentences(setup.own_stores()):
        say(sentence)
    if setup.collect_static():
        say("· collected styles, fonts and drawings")
    if settings.SMALL_TRADES.is_demo:
        loaded = setup.load_sample()
        if loaded:
            say(f"· loaded the sample shop ({loaded} products)")


def refuse_what_the_policy_refuses() -> None:
    """Every start-up check of the engine; problems end the start with their ids and hints."""
    from small_trades import privacy  # noqa: PLC0415 - needs settings

    # Both may be started at once, by a supervisor of services.
    privacy.wait_for_broker(BROKER_SECONDS)
    try:
        privacy.check_start()
    except privacy.StartRefused as refused:
        sys.stderr.write(f"The shop does not start:\n{refused}\n")
        raise SystemExit(1) from None


def announce(seconds: float) -> None:
    """Where the shop is, how to trust it, and how to become its owner."""
    from django.conf import settings  # noqa: PLC0415 - needs settings

    from small_trades.shop.desk.actions.staff import owner_link  # noqa: PLC0415

    shop = settings.SMALL_TRADES
    say(f"\nThe shop is open ({seconds:.1f} s): {shop.base_url}/")
    if shop.is_demo:
        say(f"  Mail it sends             {shop.base_url}/demo/mailbox/")
        say(f"  Trust its certificate     import {shop.secrets / 'tls' / 'authority.pem'} into your browser")
    link = owner_link()
    if link:
        say(f"  Become its owner (once)   {shop.base_url}{link}")
    say("  Stop                      Ctrl-C\n")


def say(line: str) -> None:
    """One line on the terminal, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
