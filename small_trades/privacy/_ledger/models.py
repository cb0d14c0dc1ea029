"""The ledger's tables, for migrations and the inventory; the modules beside this one write and read them.

All texts are unbounded on purpose: a value too long for its column would fail the batch of everyone else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from small_trades.privacy.vocabulary import NotPersonal

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


class SequenceField(models.BigIntegerField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """A number of 8 bytes that is given, not generated; on SQLite the row's own id, which saves an index."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class Row(models.Model):
    """One entry of the log; see entries.py for its encoding. Append-only: triggers refuse everything else."""

    seq = SequenceField(primary_key=True)
    at = models.BigIntegerField(help_text="microseconds since 1970 UTC")
    event = models.TextField()
    actor_kind = models.TextField()
    actor_id = models.TextField(help_text="32 hex digits, or empty")
    role = models.TextField()
    reason = models.TextField()
    purpose = models.TextField()
    policy_version = models.BigIntegerField()
    groups = models.TextField(help_text="names, parted by spaces")
    references = models.BinaryField(help_text="each sealed, length-prefixed")
    recipient = models.TextField()
    outcome = models.TextField()
    request_id = models.TextField()
    leaf_hash = models.BinaryField()

    not_personal = NotPersonal(
        "what was done, by which role, under which rule; references to persons are sealed under their keys",
        *("at", "event", "actor_kind", "actor_id", "role", "reason", "purpose", "policy_version", "groups"),
        *("references", "recipient", "outcome", "request_id", "leaf_hash"),
    )

    def __str__(self) -> str:
        return f"row {self.seq}"


class Tag(models.Model):
    """Finds a person's rows. Apart from the log: forgotten with the person, and built anew from it."""

    pk = models.CompositePrimaryKey("tag", "seq")
    tag = models.BinaryField()
    seq = models.BigIntegerField()

    not_personal = NotPersonal("a keyed digest, which means nobody once its key is gone", "tag", "seq")

    class Meta:
        indexes = [models.Index(fields=["seq"], name="ledger_tag_by_row")]

    def __str__(self) -> str:
        return f"a tag of row {self.seq}"


class Head(models.Model):
    """One row: the tree after the last batch (its frontier) and the signed note of it."""

    id = models.SmallIntegerField(primary_key=True)
    size = models.BigIntegerField()
    frontier = models.BinaryField()
    note = models.TextField()

    not_personal = NotPersonal("hashes over the log", "size", "frontier", "note")

    def __str__(self) -> str:
        return f"head of {self.size} rows"


class Checkpoint(models.Model):
    """Signed notes of the past, with the frontier that a later state is proven from. Append-only."""

    size = SequenceField(primary_key=True)
    frontier = models.BinaryField()
    note = models.TextField()

    not_personal = NotPersonal("hashes over the log", "frontier", "note")

    def __str__(self) -> str:
        return f"checkpoint of {self.size} rows"
