"""Steps that several commands share: Django itself, the stores, the texts, the static files."""

import hashlib
from pathlib import Path

STORES = ("default", "keys", "ledger")


def start_django() -> None:
    """Load settings and apps once."""
    import django  # noqa: PLC0415 - the command line must answer `--help` without it
    from django.apps import apps  # noqa: PLC0415

    if not apps.ready:
        django.setup()


def migrate() -> list[str]:
    """Bring the three stores to the newest schema; the names of the migrations that ran."""
    from django.db import connections  # noqa: PLC0415 - needs settings
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

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
