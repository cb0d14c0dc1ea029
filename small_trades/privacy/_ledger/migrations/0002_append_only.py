"""The log and its checkpoints refuse everything but new rows, whoever asks."""

from django.db import migrations

TABLES = {"privacy_ledger_row": "seq", "privacy_ledger_checkpoint": "size"}

SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
"""
POSTGRESQL = """
CREATE FUNCTION privacy_ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$
"""
POSTGRESQL_TABLE = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION privacy_ledger_append_only()
"""


def protect(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        for table in TABLES:
            schema_editor.execute(POSTGRESQL_TABLE.format(table=table))
        return
    for table in TABLES:
        # INSERT OR REPLACE deletes without firing the delete trigger, so the insert is guarded too.
        for statement in SQLITE.format(table=table, key=TABLES[table]).split("END;"):
            if statement.strip():
                schema_editor.execute(statement + "END")


class Migration(migrations.Migration):
    dependencies = [("privacy_ledger", "0001_initial")]
    operations = [migrations.RunPython(protect)]
