"""Every migration of ours can run while the version before serves (docs/decisions/0039)."""

from collections.abc import Iterator

import pytest
from django.db import migrations, models
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from tests.safe_migrations import breaches

BEFORE_FIRST_RELEASE = "written before any version was released: no older one can be serving"
UNSAFE = dict.fromkeys(
    (
        "account.0002_passkeys_and_codes",
        "account.0003_last_use",
        "cart.0002_options",
        "checkout.0002_promotions",
        "checkout.0003_delivery",
        "desk.0003_passkeys",
        "desk.0004_desk_discipline",
        "inquiries.0002_by_mail",
        "marketing.0002_sending",
        "marketing.0003_edges",
        "orders.0003_refunds",
        "orders.0005_pricing",
        "orders.0007_delivery",
        "orders.0011_parts",
        "orders.0012_payments_after_erasure",
        "payment_sandbox.0002_konbini",
        "payment_sandbox.0003_customer_notices",
        "privacy_keys.0002_restricted",
        "privacy_keys.0003_epochs_and_years",
        "privacy_rights.0002_asked_as",
        "products.0003_pictures",
        "promotions.0003_asked_spans",
        "provisions.0002_told_and_answered",
        "site.0002_delivery",
        "site.0003_announcement",
    ),
    BEFORE_FIRST_RELEASE,
) | dict.fromkeys(
    (
        "orders.0014_label_of_a_destination",
        "promotions.0002_taken_back_in_parts",
        "provisions.0003_each_parcel",
    ),
    "allows more than the constraint before: what an older version writes fits it too",
)
"""Those that are not safe, each with its reason. What takes away names the release that ended its use."""


def _ours() -> Iterator[tuple[Migration, ProjectState]]:
    loader = MigrationLoader(None)
    for key in sorted(loader.disk_migrations):
        migration = loader.disk_migrations[key]
        if migration.__module__.startswith("small_trades."):
            yield migration, loader.project_state(key, at_end=False)


def _found() -> dict[str, list[str]]:
    found = {f"{one.app_label}.{one.name}": list(breaches(one, before)) for one, before in _ours()}
    return {name: sentences for name, sentences in found.items() if sentences}


def test_every_migration_can_run_while_the_version_before_serves() -> None:
    found = _found()
    assert {name: said for name, said in found.items() if name not in UNSAFE} == {}
    assert [name for name in UNSAFE if name not in found] == [], "an exemption that nothing needs any more"
    assert all(len(reason) > 20 for reason in UNSAFE.values())


def _told(*operations: Operation, is_atomic: bool = True) -> list[str]:
    state = ProjectState()
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=20, null=True)),
    ]
    state.add_model(ModelState("shop", "Shelf", fields))
    migration = Migration("0002_next", "shop")
    migration.operations = list(operations)
    migration.atomic = is_atomic
    return list(breaches(migration, state))


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("shelf", "name"),
        migrations.RenameField("shelf", "name", "called"),
        migrations.DeleteModel("Shelf"),
        migrations.RenameModel("Shelf", "Board"),
        migrations.RunSQL("DROP TABLE shop_shelf"),
        migrations.AddField("shelf", "place", models.CharField(max_length=9, default="")),
        migrations.AddField("shelf", "place", models.CharField(max_length=9)),
        migrations.AlterField("shelf", "name", models.CharField(max_length=20)),
        migrations.AlterField("shelf", "name", models.CharField(max_length=19, null=True)),
        migrations.AlterField("shelf", "name", models.IntegerField(null=True)),
        migrations.AlterField("shelf", "name", models.CharField(max_length=20, null=True, unique=True)),
        migrations.AddConstraint("shelf", models.UniqueConstraint(fields=["name"], name="one")),
    ],
    ids=lambda operation: operation.describe(),
)
def test_what_the_version_before_could_not_bear_is_found(
    operation: Operation,
) -> None:
    assert len(_told(operation)) == 1


def test_what_only_adds_is_safe() -> None:
    assert (
        _told(
            migrations.AddField("shelf", "place", models.CharField(max_length=9, db_default="")),
            migrations.AddField("shelf", "width", models.IntegerField(null=True)),
            migrations.AlterField("shelf", "name", models.CharField(max_length=30, null=True)),
            migrations.AddIndex("shelf", models.Index(fields=["name"], name="by_name")),
            migrations.CreateModel("Board", [("id", models.BigAutoField(primary_key=True))]),
            migrations.AddField("board", "length", models.IntegerField(default=0)),
            migrations.RunPython(migrations.RunPython.noop),
        )
        == []
    )


def test_two_old_tables_in_one_migration_are_found() -> None:
    add = migrations.AddField("shelf", "width", models.IntegerField(null=True))
    other = migrations.AddField("product", "width", models.IntegerField(null=True))
    state = ProjectState()
    for name in ("Shelf", "Product"):
        state.add_model(ModelState("shop", name, [("id", models.BigAutoField(primary_key=True))]))
    migration = Migration("0002_next", "shop")
    migration.operations = [add, other]
    assert list(breaches(migration, state)) == [
        "holds product and shelf at once: who waits for one with the other in hand loses"
    ]


def test_what_cannot_be_rolled_back_is_found() -> None:
    assert _told(is_atomic=False) == ["is not atomic, so that it cannot be tried again"]
