"""Steps that several commands share: Django itself, the stores, the texts, the static files."""

import hashlib
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


def reach_stores() -> None:
    """Ask every store once, before anything waits for a pool of connections.

    Raises:
        SettingError: one does not answer, or lets nobody in.
    """
    from django.db import DatabaseError, connections  # noqa: PLC0415 - needs settings

    for store, name in STORES.items():
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


def migrate() -> list[str]:
    """Bring the three stores to the newest schema; the names of the migrations that ran.

    Raises:
        SettingError: a store cannot be reached.
    """
    from django.db import connections  # noqa: PLC0415 - needs settings
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    reach_stores()
    ran: list[str] = []
    for store in STORES:
        executor = MigrationExecutor(connections[store])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            executor.migrate(executor.loader.graph.leaf_nodes(), plan=plan)
            ran += [f"{store}: {migration.app_label}.{migration.name}" for migration, _backwards in plan]
    return ran


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
