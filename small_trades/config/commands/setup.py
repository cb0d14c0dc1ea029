"""Steps that several commands share: Django itself, the stores, the texts, the static files."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from small_trades.config.environment import SettingError

STORES = {"default": "DATABASE_URL", "keys": "KEYS_DATABASE_URL", "ledger": "LEDGER_DATABASE_URL"}
CONNECT_SECONDS = 10


def start_django() -> None:
    """Load settings and apps once."""
    import django  # noqa: PLC0415 - the command line must answer `--help` without it
    from django.apps import apps  # noqa: PLC0415

    if not apps.ready:
        django.setup()
        from small_trades.config.faults import keep_of_command  # noqa: PLC0415 - needs Django

        keep_of_command()


def own_stores() -> tuple[str, ...]:
    """The stores this process reaches by itself: without a broker all of them."""
    from django.conf import settings  # noqa: PLC0415 - needs settings

    return ("default",) if settings.PRIVACY["BROKER"] else tuple(STORES)


def refuse_beside_broker(command: str) -> None:
    """For a command that copies, replaces or walks whole stores.

    Raises:
        SettingError: this process has a broker, and not the stores.
    """
    if own_stores() != tuple(STORES):
        sentence = (
            f"{command} works on the stores themselves, and SMALL_TRADES_BROKER is set: "
            "run it as a user who may read all three, without that setting."
        )
        raise SettingError("broker.E001", sentence)


def reach_stores(stores: Sequence[str] | None = None) -> None:
    """Ask every store once, before anything waits for a pool of connections.

    Raises:
        SettingError: one does not answer, or lets nobody in.
    """
    from django.db import DatabaseError, connections  # noqa: PLC0415 - needs settings

    for store in own_stores() if stores is None else stores:
        name = STORES[store]
        connection: Any = connections[store]
        try:
            if connection.vendor == "postgresql":
                given = {"connect_timeout": CONNECT_SECONDS, **connection.get_connection_params()}
                connection.Database.connect(**given).close()
            else:
                connection.ensure_connection()
        except (DatabaseError, connection.Database.Error):
            raise SettingError(
                "config.E006",
                f"the store {store!r} cannot be reached; is what {name} says right, and does it run?",
            ) from None


def migrate(stores: Sequence[str] | None = None, *, backup: bool = True) -> list[str]:
    """Bring the stores to the newest schema, by default its own; the names of the migrations that ran.

    Data and ledger are backed up before, where they hold anything; `backup` False goes without.

    Raises:
        SettingError: a store cannot be reached, or not be migrated now.
    """
    from small_trades.config import migrating  # noqa: PLC0415 - needs settings

    chosen = own_stores() if stores is None else tuple(stores)
    reach_stores(chosen)
    return migrating.migrate(chosen, backup=backup)


def load_sample() -> int:
    """The sample shop: products and words, where they are not there yet; how many products came."""
    from small_trades.shop.pages.sample import load_sample_words  # noqa: PLC0415 - needs settings
    from small_trades.shop.products.actions import sample  # noqa: PLC0415 - needs settings

    load_sample_words()
    return sample.load_sample()


def collect_static() -> bool:
    """Copy and name the static files by their content, if any changed since the last time; whether it did."""
    from django.conf import settings  # noqa: PLC0415 - needs settings
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    state = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            state.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text(encoding="ascii") == state.hexdigest():
        return False
    call_command("collectstatic", interactive=False, clear=False, verbosity=0)
    stamp.write_text(state.hexdigest(), encoding="ascii")
    return True
