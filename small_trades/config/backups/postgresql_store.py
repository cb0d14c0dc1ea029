"""A PostgreSQL store in a backup: one file a table, copied out in one snapshot, by no program but this."""

import time
from pathlib import Path
from typing import Any, Final

from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from small_trades.config.backups.folder import StoreFacts

_BLOCK = 1 << 20
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
_COLUMNS = (
    "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() "
    "AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position"
)
_FUNCTIONS = (
    "SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace "
    "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
)
_SERIALS = (
    "SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name) "
    "FROM information_schema.columns WHERE table_schema = current_schema() "
    "AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL"
)
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND application_name = 'small-trades' AND pid <> pg_backend_pid()"
)
MIGRATIONS: Final = "django_migrations"
_GONE_SECONDS: Final = 2.0
_LOOK_SECONDS: Final = 0.05


def dump(alias: str, folder: Path, first: str = "") -> tuple[dict[str, dict[str, Any]], str]:
    """Copy one state of the store to `<alias>/<table>.copy`; its tables, and what `first` finds first."""
    (folder / alias).mkdir()
    tables = {}
    with connect(alias) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for (table,) in connection.execute(_TABLES).fetchall():
            columns = [name for (name,) in connection.execute(_COLUMNS, [table]).fetchall()]
            rows = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - a name from the catalogue
            tables[table] = {"rows": rows, "columns": columns}
            with (
                (folder / alias / f"{table}.copy").open("wb") as file,
                connection.cursor().copy(f'COPY "{table}" ({_names(columns)}) TO STDOUT') as copy,
            ):
                for block in copy:
                    file.write(block)
        found = connection.execute(first).fetchone() if first else None
    return tables, str(found[0]) if found else ""


def load(alias: str, folder: Path, facts: StoreFacts) -> None:
    """Replace everything in the store, in one transaction: all of the backup, or what was there before.

    The tables are made as the backup knew them; newer migrations run afterwards, as at any start.
    """
    with transaction.atomic(using=alias):
        _drop_all(alias)
        executor = MigrationExecutor(connections[alias])
        known = {(app, name) for app, name in facts.migrations}
        executor.migrate([node for node in known if _is_last(executor, node, known)])
        with connections[alias].cursor() as cursor:
            # Tables come in the order of their names; migrations leave their relations checked at once.
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for table, held in facts.tables.items():
                if table != MIGRATIONS:
                    _fill(cursor, table, held["columns"], folder / alias / f"{table}.copy")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(_SERIALS)
            for table, column, sequence in cursor.fetchall():
                cursor.execute(
                    f'SELECT setval(%s, COALESCE((SELECT MAX("{column}") FROM "{table}"), 0) + 1, false)',  # noqa: S608 - names from the catalogue
                    [sequence],
                )


def others(alias: str) -> int:
    """How many connections other processes of the shop have to the store, on whatever machine."""
    wrapper: Any = connections[alias]
    wrapper.close()
    wrapper.close_pool()
    deadline = time.monotonic() + _GONE_SECONDS
    while True:
        with connect(alias) as connection:
            found = int(connection.execute(_OTHERS).fetchone()[0])
        # The server takes a moment to see that a connection, this process's too, was closed.
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(_LOOK_SECONDS)


def connect(alias: str) -> Any:
    """A connection of the driver's own, beside the pool."""
    wrapper: Any = connections[alias]
    given = {**wrapper.get_connection_params(), "application_name": "small-trades backup"}
    return wrapper.Database.connect(**given)


def _drop_all(alias: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute(_TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        if tables:
            cursor.execute(f"DROP TABLE {_names(tables)} CASCADE")
        cursor.execute(_FUNCTIONS)
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {function} CASCADE")


def _is_last(executor: MigrationExecutor, node: tuple[str, str], known: set[tuple[str, str]]) -> bool:
    """Whether no known migration of the same app follows this one."""
    children = executor.loader.graph.node_map[node].children
    return not any(child.key in known and child.key[0] == node[0] for child in children)


def _fill(cursor: Any, table: str, columns: list[str], path: Path) -> None:
    cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')  # noqa: S608 - a name from the manifest, which is ours
    if cursor.fetchone()[0]:
        # What a migration put in is in the copy too.
        cursor.execute(f'TRUNCATE "{table}" CASCADE')
    with (
        path.open("rb") as file,
        cursor.connection.cursor().copy(f'COPY "{table}" ({_names(columns)}) FROM STDIN') as copy,
    ):
        while block := file.read(_BLOCK):
            copy.write(block)


def _names(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
