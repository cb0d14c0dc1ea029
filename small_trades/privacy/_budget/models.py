"""Tables of the count: random numbers of staff, and keyed tags that lead nowhere once a person is erased."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from small_trades.privacy.vocabulary import NotPersonal


class Pot(models.Model):
    """What openings are taken from: a member of staff's hour, or an approved export. Its row is the lock.

    `extra` people more may be opened until `until`.
    """

    id = models.UUIDField(primary_key=True)
    extra = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Pot]] = models.Manager()

    not_personal = NotPersonal("a number of staff, a count and a time", "extra", "until")

    def __str__(self) -> str:
        return f"pot {self.pk}"


class Opening(models.Model):
    """One person opened from a pot; `tag` is how their ledger rows are found."""

    pot = models.UUIDField()
    tag = models.BinaryField()
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[Opening]] = models.Manager()

    not_personal = NotPersonal(
        "a keyed tag under a key that dies with the person, and a time", "pot", "tag", "at"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pot", "tag"], name="opened_once")]

    def __str__(self) -> str:
        return f"opening {self.pk}"
