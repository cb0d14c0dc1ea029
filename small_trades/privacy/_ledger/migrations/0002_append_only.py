"""The log and its checkpoints refuse everything but new rows, whoever asks."""

from django.db import migrations

TABLES = (("privacy_ledger_row", "seq"), ("privacy_ledger_checkpoint", "size"))
SQLITE_REFUSE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
"""
# INSERT OR REPLACE deletes without firing the delete trigger, so the insert is guarded too.
SQLITE_NO_REPLACE = """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION privacy_ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$
"""
POSTGRESQL_REFUSE = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION privacy_ledger_append_only()
"""


def protect(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION)
        for table, _ in TABLES:
            schema_editor.execute(POSTGRESQL_REFUSE.format(table=table))
        return
    for table, key in TABLES:
        schema_editor.execute(SQLITE_REFUSE.format(table=table, verb="update"))
        schema_editor.execute(SQLITE_REFUSE.format(table=table, verb="delete"))
        schema_editor.execute(SQLITE_NO_REPLACE.format(table=table, key=key))


class Migration(migrations.Migration):
    dependencies = [("privacy_ledger", "0001_initial")]
    operations = [migrations.RunPython(protect)]
