# ruff: noqa: SLF001 -- `_meta` is how Django documents a model's own description
"""The live databases hold the columns the models know, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connections, router

from small_trades.privacy._inventory.columns import stored_fields
from small_trades.privacy._inventory.problems import StartProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

STORES: Final = ("default", "keys", "ledger")
# One query per store: Django's own introspection takes several per table.
_SQLITE: Final = """
    SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c
    WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND c.hidden <> 1
"""
_POSTGRESQL: Final = """
    SELECT t.relname, c.attname FROM pg_class t
    JOIN pg_namespace n ON n.oid = t.relnamespace
    JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
    WHERE t.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
"""


def live_problems(stores: Iterable[str] = STORES) -> Iterator[StartProblem]:
    """Where a store and the models differ."""
    for store in stores:
        try:
            found = _live_columns(store)
        except DatabaseError as error:
            yield StartProblem(
                "privacy.E008",
                f"The store {store!r} cannot be read ({type(error).__name__}).",
                "Is the database running, and are its address and credentials right?",
            )
        else:
            yield from _differences(store, _expected(store), found)


def _differences(
    store: str, expected: Mapping[str, set[str]], found: Mapping[str, set[str]]
) -> Iterator[StartProblem]:
    others = tuple(settings.PRIVACY["OTHER_TABLES"])
    for table in sorted(found.keys() - expected.keys()):
        if not table.startswith(others):
            yield StartProblem(
                "privacy.E005",
                f"The store {store!r} has a table {table!r} that no model knows.",
                "Drop it, give it a model, or name it with a reason in PRIVACY['OTHER_TABLES'].",
            )
    for table, columns in sorted(expected.items()):
        for column in sorted(found.get(table, set()) - columns):
            yield StartProblem(
                "privacy.E006",
                f"The store {store!r} has a column {table}.{column} that no model knows.",
                "Drop it, or declare it on the model and make a migration.",
            )
        if missing := sorted(columns - found.get(table, set())):
            yield StartProblem(
                "privacy.E007",
                f"The store {store!r} lacks {table} ({', '.join(missing)}).",
                "Run `small-trades migrate`.",
            )


def _expected(store: str) -> dict[str, set[str]]:
    tables: dict[str, set[str]] = defaultdict(set)
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy and router.db_for_read(model) == store:
            tables[model._meta.db_table] |= {field.column for field in stored_fields(model)}
    return tables


def _live_columns(store: str) -> dict[str, set[str]]:
    connection = connections[store]
    tables: dict[str, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)
        for table, column in cursor.fetchall():
            tables[table].add(column)
    return tables
