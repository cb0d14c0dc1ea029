"""Whether this version of the program and its stores belong together."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from small_trades.config.environment import SettingError


@dataclass(frozen=True, slots=True)
class Standing:
    """One store: migrations of this version that it lacks, and those in it that this one does not know."""

    store: str
    lacks: tuple[str, ...]
    beyond: tuple[str, ...]


def standing(store: str) -> Standing:
    """How the store stands to this version. Reads one table and changes nothing."""
    executor = MigrationExecutor(connections[store])
    loader = executor.loader
    plan = executor.migration_plan(loader.graph.leaf_nodes())
    beyond = sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in loader.migrated_apps and (app, name) not in loader.disk_migrations
    )
    return Standing(store, tuple(f"{one.app_label}.{one.name}" for one, _back in plan), tuple(beyond))


def sentences(stores: Sequence[str]) -> list[str]:
    """One for each store that a newer version has migrated; this version goes on serving with it."""
    return [
        f"migrate.W004: a newer version has migrated the store {found.store!r} ({found.beyond[-1]}); "
        "this one is older. It goes on, but should be replaced soon."
        for found in map(standing, stores)
        if found.beyond
    ]


def refuse_unmigrated(stores: Sequence[str]) -> None:
    """SettingError where a store lacks what this version needs: nothing would work on it."""
    for found in map(standing, stores):
        if found.lacks:
            sentence = (
                f"this version is newer than the store {found.store!r}, which lacks {len(found.lacks)} "
                f"migrations ({found.lacks[0]} is the first). Run `small-trades migrate` first."
            )
            raise SettingError("migrate.E005", sentence)
