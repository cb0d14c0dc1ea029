"""A store in a backup, whichever engine it is on."""

from pathlib import Path

from django.apps import apps
from django.db import connections, router
from django.db.migrations.loader import MigrationLoader

from small_trades.config.backups import postgresql_store, sqlite_store
from small_trades.config.backups.folder import BackupError, StoreFacts

# Read within the snapshot: the signed head of exactly the rows in it; the epoch that wraps the keys in it.
MARKS = {
    "ledger": "SELECT note FROM privacy_ledger_head WHERE id = 1",
    "keys": "SELECT id FROM privacy_keys_epoch WHERE closed_at IS NULL ORDER BY id DESC LIMIT 1",
}


def dump(alias: str, folder: Path) -> StoreFacts:
    """Copy one state of the store into the folder."""
    vendor, query = connections[alias].vendor, MARKS.get(alias, "")
    if vendor == "sqlite":
        tables = sqlite_store.dump(alias, folder)
        mark = sqlite_store.first_value(alias, folder, query) if query else ""
    else:
        tables, mark = postgresql_store.dump(alias, folder, query)
    applied = MigrationLoader(connections[alias]).applied_migrations
    return StoreFacts(vendor, sorted([app, name] for app, name in applied), tables, mark)


def refuse_foreign(alias: str, facts: StoreFacts) -> None:
    """BackupError for a store of another engine, or of a newer version of the program."""
    vendor = connections[alias].vendor
    if facts.vendor != vendor:
        sentence = f"the store {alias!r} of the backup is on {facts.vendor}, and this shop's is on {vendor}."
        raise BackupError("restore.E003", sentence)
    known = MigrationLoader(connections[alias]).graph.nodes
    newer = [f"{app}.{name}" for app, name in facts.migrations if (app, name) not in known]
    if newer:
        raise BackupError("restore.E004", f"the backup was made by a newer version: it knows {newer[0]}.")


def is_empty(alias: str) -> bool:
    """Whether nothing was ever kept in the store."""
    tables = set(connections[alias].introspection.table_names())
    models = [model for model in apps.get_models() if router.db_for_read(model) == alias]
    kept = [model for model in models if model._meta.db_table in tables]  # noqa: SLF001 - how Django documents it
    return not any(model._base_manager.using(alias).exists() for model in kept)  # noqa: SLF001 - the same


def stage(alias: str, folder: Path) -> None:
    """Make ready what can be made ready without changing anything."""
    if connections[alias].vendor == "sqlite":
        sqlite_store.stage(alias, folder)


def replace(alias: str, folder: Path, facts: StoreFacts) -> None:
    """Put what was staged in the store's place."""
    if connections[alias].vendor == "sqlite":
        sqlite_store.swap(alias)
    else:
        postgresql_store.load(alias, folder, facts)


def unstage(alias: str) -> None:
    """Undo `stage`."""
    if connections[alias].vendor == "sqlite":
        sqlite_store.unstage(alias)


def others(alias: str) -> int:
    """How many other processes of the shop are connected, where the engine can tell."""
    return postgresql_store.others(alias) if connections[alias].vendor == "postgresql" else 0
