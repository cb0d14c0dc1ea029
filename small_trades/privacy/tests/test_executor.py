"""Stores migrated without going through what belongs elsewhere are as if it had been gone through."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connections, router
from django.db.migrations.loader import MigrationLoader

from small_trades.privacy.executor import StoreExecutor
from small_trades.privacy.router import STORES

ALIASES = ("default", "keys", "ledger")
pytestmark = pytest.mark.django_db(databases=ALIASES)


@pytest.mark.parametrize("alias", ALIASES)
def test_every_migration_is_noted_in_every_store(alias: str) -> None:
    loader = MigrationLoader(connections[alias])
    assert set(loader.applied_migrations) == set(loader.graph.nodes)
    assert {app for app, _name in loader.graph.nodes} > set(STORES)


@pytest.mark.parametrize("alias", ALIASES)
def test_a_store_has_the_tables_and_columns_of_its_models_and_no_others(alias: str) -> None:
    connection = connections[alias]
    expected = {
        model._meta.db_table: {field.column for field in model._meta.local_concrete_fields}
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and router.db_for_write(model) == alias
    }
    with connection.cursor() as cursor:
        found = {
            table: {column.name for column in connection.introspection.get_table_description(cursor, table)}
            for table in connection.introspection.table_names(cursor)
            if table != "django_migrations"
        }
    assert found == expected
    assert expected


@pytest.mark.parametrize("alias", ALIASES)
def test_what_is_up_to_date_stays_as_it_is_and_all_models_are_known(alias: str) -> None:
    executor = StoreExecutor(connections[alias])
    leaves = executor.loader.graph.leaf_nodes()
    assert executor.migration_plan(leaves) == []
    state = executor.migrate(leaves)
    migrated = {(model._meta.app_label, model._meta.model_name) for model in apps.get_models()}
    assert set(state.models) >= {
        (app, name) for app, name in migrated if app in executor.loader.migrated_apps
    }
