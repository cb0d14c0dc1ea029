"""Tables of what persons said. A row is ended by a time, and never changed otherwise."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from small_trades.privacy._keys.models import DataSubject
from small_trades.privacy.fields import uuid7
from small_trades.privacy.vocabulary import NotPersonal


class Words(models.Model):
    """Words that were agreed to, stored once, under the hash of both languages (`ConsentText.digest`)."""

    digest = models.CharField(max_length=64, primary_key=True)
    ja = models.TextField()
    en = models.TextField()

    objects: ClassVar[models.Manager[Words]] = models.Manager()

    not_personal = NotPersonal("the shop's own words, the same for everybody", "digest", "ja", "en")

    def __str__(self) -> str:
        return self.digest


class Consent(models.Model):
    """One consent, from being given to being withdrawn. Giving again is another row."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    subject = models.ForeignKey(DataSubject, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=40)
    words = models.ForeignKey(Words, on_delete=models.PROTECT)
    policy_version = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    channel = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_channel = models.CharField(max_length=40, default="")

    objects: ClassVar[models.Manager[Consent]] = models.Manager()

    not_personal = NotPersonal(
        "which of the shop's words a random number agreed to, and when",
        "purpose",
        "policy_version",
        "language",
        "channel",
        "given_at",
        "withdrawn_at",
        "withdrawn_channel",
    )

    class Meta:
        indexes = [models.Index(fields=["withdrawn_at"], name="consents_by_end")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "purpose", "words", "policy_version"],
                condition=models.Q(withdrawn_at=None),
                name="one_standing_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Closure(models.Model):
    """An objection or a restriction, from being made to being lifted.

    `purposes` and `actors` are words between spaces; empty stands for no limit. An objection names one
    purpose and its `channel`; a restriction says `because`, and may be limited to one `record`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    subject = models.ForeignKey(DataSubject, on_delete=models.PROTECT, related_name="closures")
    is_objection = models.BooleanField()
    because = models.CharField(max_length=40, default="")
    purposes = models.TextField(default="")
    actors = models.CharField(max_length=80, default="")
    record = models.UUIDField(null=True)
    channel = models.CharField(max_length=40, default="")
    made_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_channel = models.CharField(max_length=40, default="")

    objects: ClassVar[models.Manager[Closure]] = models.Manager()

    not_personal = NotPersonal(
        "what a random number closed to whom, in fixed words, and when",
        "is_objection",
        "because",
        "purposes",
        "actors",
        "record",
        "channel",
        "made_at",
        "lifted_at",
        "lifted_channel",
    )

    def __str__(self) -> str:
        return f"{'objection' if self.is_objection else self.because} {self.pk}"
