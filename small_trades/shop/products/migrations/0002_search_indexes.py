"""The search indexes: FTS5 with triggers on SQLite, GIN on PostgreSQL.

A later migration that lets Django rebuild `products_searchentry` on SQLite drops the triggers with the old table,
and must run `make_index` again.
"""

from django.db import migrations

_SQLITE = [
    """
    CREATE VIRTUAL TABLE products_search USING fts5(
        grams, content='products_searchentry', content_rowid='product_id',
        detail='none', columnsize=0, tokenize='ascii'
    )
    """,
    """
    CREATE TRIGGER products_search_insert AFTER INSERT ON products_searchentry BEGIN
        INSERT INTO products_search(rowid, grams) VALUES (new.product_id, new.grams);
    END
    """,
    """
    CREATE TRIGGER products_search_delete AFTER DELETE ON products_searchentry BEGIN
        INSERT INTO products_search(products_search, rowid, grams) VALUES ('delete', old.product_id, old.grams);
    END
    """,
    """
    CREATE TRIGGER products_search_update AFTER UPDATE OF grams ON products_searchentry BEGIN
        INSERT INTO products_search(products_search, rowid, grams) VALUES ('delete', old.product_id, old.grams);
        INSERT INTO products_search(rowid, grams) VALUES (new.product_id, new.grams);
    END
    """,
    "INSERT INTO products_search(products_search) VALUES ('rebuild')",
]
_SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS products_search_insert",
    "DROP TRIGGER IF EXISTS products_search_delete",
    "DROP TRIGGER IF EXISTS products_search_update",
    "DROP TABLE IF EXISTS products_search",
]
_POSTGRESQL = [
    "CREATE INDEX products_search ON products_searchentry USING gin (string_to_array(grams, ' '))",
]
_POSTGRESQL_BACK = ["DROP INDEX IF EXISTS products_search"]


def make_index(_apps, schema_editor):
    """Make the index of this engine from the entries there are."""
    for statement in {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(_apps, schema_editor):
    """Leave the entries, drop their index."""
    for statement in {"sqlite": _SQLITE_BACK, "postgresql": _POSTGRESQL_BACK}[
        schema_editor.connection.vendor
    ]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("products", "0001_initial")]

    operations = [migrations.RunPython(make_index, drop_index)]
