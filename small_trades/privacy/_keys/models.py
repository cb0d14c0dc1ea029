"""Tables of the key store. Nothing here opens without the key-encryption key, which is not here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from small_trades.privacy.fields import uuid7
from small_trades.privacy.vocabulary import NotPersonal


class KeyState(models.TextChoices):
    """Of a key: in use; kept because a law says so and open to that purpose alone; gone."""

    ACTIVE = "active"
    HELD = "held"
    DESTROYED = "destroyed"


class Epoch(models.Model):
    """One key-encryption key. `commitment` tells whether a file holds the right one.

    Once it is *closed* nothing new is wrapped in it; once *retired*, its key is destroyed.
    """

    id = models.PositiveIntegerField(primary_key=True)
    commitment = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    not_personal = NotPersonal(
        "about keys of the shop, not of persons", "commitment", "made_at", "closed_at", "retired_at"
    )

    def __str__(self) -> str:
        return f"epoch {self.pk}"


class DataSubject(models.Model):
    """A person, as a random number. `erased_at`: no key is ever made for them again.

    `is_restricted`: an objection or a restriction of theirs stands. It is read with their keys, so that a use
    asks for those only where there are any. `adopted_by`: the person they turned out to be, to whom all that
    was kept of them belongs now; this number then stays for the rows of the ledger alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    erased_at = models.DateTimeField(null=True)
    is_restricted = models.BooleanField(default=False)
    adopted_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="adopted")

    not_personal = NotPersonal(
        "when a number stopped meaning anybody, and whether it closed anything", "erased_at", "is_restricted"
    )

    def __str__(self) -> str:
        return str(self.pk)


class KeyRing(models.Model):
    """One random 256-bit key of one person for one retention class (`ACCOUNT`, `ORDER_FY2026`), wrapped.

    A destroyed key leaves its row, without the key, so that an old ciphertext says *erased* and not *broken*.
    """

    id = models.UUIDField(primary_key=True)
    subject = models.ForeignKey(DataSubject, on_delete=models.PROTECT, related_name="rings")
    key_class = models.CharField(max_length=40)
    state = models.CharField(max_length=9, choices=KeyState.choices, default=KeyState.ACTIVE)
    wrapped = models.BinaryField(null=True)
    epoch = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)
    held_until = models.DateField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    not_personal = NotPersonal(
        "random keys, and what becomes of them and when",
        "key_class",
        "state",
        "wrapped",
        "epoch",
        "made_at",
        "held_until",
        "destroyed_at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "key_class"],
                condition=~Q(state=KeyState.DESTROYED),
                name="one_living_key_per_class",
            ),
            models.CheckConstraint(
                condition=Q(state=KeyState.DESTROYED, wrapped__isnull=True)
                | (~Q(state=KeyState.DESTROYED) & Q(wrapped__isnull=False)),
                name="destroyed_means_no_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key_class} {self.state}"


class WrappedSecret(models.Model):
    """A secret of the shop itself, wrapped like a person's key: of the look-ups, of a business year.

    A destroyed one leaves its row without the secret, so that none of its name is made again.
    """

    name = models.CharField(max_length=60, primary_key=True)
    wrapped = models.BinaryField(null=True)
    epoch = models.PositiveIntegerField()
    destroyed_at = models.DateTimeField(null=True)

    not_personal = NotPersonal("a random key of the shop", "name", "wrapped", "epoch", "destroyed_at")

    def __str__(self) -> str:
        return self.name


class LookUpRow(models.Model):
    """A keyed hash of a value, and the record it leads to.

    A row is *settled* once the transaction that made it is known to have ended well.
    """

    lookup = models.CharField(max_length=40)
    digest = models.BinaryField()
    subject = models.UUIDField(db_index=True)
    subject_class = models.CharField(max_length=40)
    record = models.UUIDField()
    unique = models.BooleanField()
    made_at = models.DateTimeField(auto_now_add=True)
    is_settled = models.BooleanField(default=False)

    not_personal = NotPersonal(
        "hashes under a key that dies with the shop's, and random numbers",
        "lookup",
        "digest",
        "subject",
        "subject_class",
        "record",
        "unique",
        "made_at",
        "is_settled",
    )

    class Meta:
        indexes = [
            models.Index(fields=["lookup", "digest"], name="lookup_by_value"),
            models.Index(fields=["lookup", "record"], name="lookup_by_record"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["lookup", "digest"], condition=Q(unique=True), name="one_record_per_unique_value"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lookup} → {self.record}"


class Generation(models.Model):
    """One row, counting destroyed keys and dropped look-ups: whoever caches opened values compares it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)

    not_personal = NotPersonal("a counter", "number")

    def __str__(self) -> str:
        return str(self.number)


class SeenEvent(models.Model):
    """An inbound message already handled, by a hash of its id: a restored backup must not let it in again."""

    door = models.CharField(max_length=40)
    digest = models.BinaryField()
    seen_at = models.DateTimeField(auto_now_add=True, db_index=True)

    not_personal = NotPersonal(
        "hashes of numbers other systems gave their messages", "door", "digest", "seen_at"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["door", "digest"], name="handled_once")]

    def __str__(self) -> str:
        return f"{self.door} {self.pk}"
