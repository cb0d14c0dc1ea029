"""What a migration must not do while the version before serves (expand first, contract a release later).

The version before reads the columns it knows and inserts rows without those it does not: nothing it knows may
go, be called otherwise or become narrower, and what is new needs a default that the database itself fills in.
"""

from collections.abc import Iterator

from django.db.migrations import Migration, operations
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED, Field

GONE = (
    operations.RemoveField,
    operations.RenameField,
    operations.DeleteModel,
    operations.RenameModel,
    operations.AlterModelTable,
    operations.RunSQL,
    operations.AlterUniqueTogether,
)


def breaches(migration: Migration, before: ProjectState) -> Iterator[str]:
    """A sentence for each operation that is not safe; `before`: the state it starts from, not changed."""
    state = before.clone()
    made: set[tuple[str, str]] = set()
    held: set[str] = set()
    if not migration.atomic:
        yield "is not atomic, so that it cannot be tried again"
    for operation in migration.operations:
        for sentence in _of_operation(operation, migration.app_label, state, made):
            yield f"{operation.describe()}: {sentence}"
        held |= _held(operation, migration.app_label, made)
        if isinstance(operation, operations.CreateModel):
            made.add((migration.app_label, operation.name_lower))
        operation.state_forwards(migration.app_label, state)
    if len(held) > 1:
        yield f"holds {' and '.join(sorted(held))} at once: who waits for one with the other in hand loses"


def _held(operation: object, app: str, made: set[tuple[str, str]]) -> set[str]:
    """The old table that this changes, which it then holds until the end of the migration."""
    changes = (
        operations.AddField,
        operations.AlterField,
        operations.AddIndex,
        operations.RemoveIndex,
        operations.AddConstraint,
        operations.RemoveConstraint,
    )
    if not isinstance(operation, changes):
        return set()
    model = operation.model_name.lower()
    return set() if (app, model) in made else {model}


def _of_operation(
    operation: object, app: str, state: ProjectState, made: set[tuple[str, str]]
) -> Iterator[str]:
    if isinstance(operation, GONE):
        yield "the version before still uses what was there"
    # Nobody uses yet what this very migration makes.
    model = getattr(operation, "model_name_lower", getattr(operation, "model_name", "").lower())
    if (app, model) in made:
        return
    if isinstance(operation, operations.AddField):
        yield from _of_new(operation.field)
    elif isinstance(operation, operations.AlterField):
        yield from _of_changed(state.models[app, model].fields[operation.name], operation.field)
    elif isinstance(operation, operations.AddConstraint):
        yield "the version before may write what it forbids"


def _of_new(field: "Field[object, object]") -> Iterator[str]:
    if not (field.null or field.many_to_many or field.db_default is not NOT_PROVIDED):
        yield "the version before inserts without it; give it null=True or a db_default"


def _of_changed(old: "Field[object, object]", new: "Field[object, object]") -> Iterator[str]:
    if old.null and not new.null:
        yield "it becomes NOT NULL"
    if old.get_internal_type() != new.get_internal_type():
        yield "it becomes another type"
    if new.max_length is not None and (old.max_length is None or new.max_length < old.max_length):
        yield "it becomes shorter"
    if new.unique and not old.unique:
        yield "it becomes unique"
