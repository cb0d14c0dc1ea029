"""Requests and erasures. They stand in the keys store, so that restored data revives neither."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from small_trades.privacy._rights.words import (
    Channel,
    Decision,
    Identified,
    ReasonCode,
    RequestKind,
    RequestState,
)
from small_trades.privacy.fields import SubjectField, uuid7
from small_trades.privacy.vocabulary import NotPersonal

_WORD = 24


class RightsRequest(models.Model):
    """One request of one person, from its arrival to its end.

    What was written about it stands, sealed, in the inquiry `inquiry_id` names; here are fixed words alone.
    `asked_as` is what it was before its person wished for another kind, empty where they did not.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    subject = SubjectField()
    kind = models.CharField(max_length=_WORD, choices=[(word.value, word.value) for word in RequestKind])
    channel = models.CharField(max_length=_WORD, choices=[(word.value, word.value) for word in Channel])
    state = models.CharField(max_length=_WORD, choices=[(word.value, word.value) for word in RequestState])
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    identified_how = models.CharField(
        max_length=_WORD, blank=True, default="", choices=[(word.value, word.value) for word in Identified]
    )
    identified_by = models.UUIDField(null=True)
    identified_at = models.DateTimeField(null=True)
    decision = models.CharField(
        max_length=_WORD, blank=True, default="", choices=[(word.value, word.value) for word in Decision]
    )
    reason = models.CharField(
        max_length=_WORD, blank=True, default="", choices=[(word.value, word.value) for word in ReasonCode]
    )
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    inquiry_id = models.UUIDField(null=True, db_index=True)
    asked_as = models.CharField(
        max_length=_WORD, blank=True, default="", choices=[(word.value, word.value) for word in RequestKind]
    )

    not_personal = NotPersonal(
        "fixed words, times, and staff and threads by their random ids",
        "kind",
        "channel",
        "state",
        "asked_at",
        "due_at",
        "identified_how",
        "identified_by",
        "identified_at",
        "decision",
        "reason",
        "decided_by",
        "decided_at",
        "ended_at",
        "inquiry_id",
        "asked_as",
    )

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="rights_by_clock")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "kind"], condition=Q(ended_at=None), name="one_open_request_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class ErasureState(models.TextChoices):
    """Of an erasure. WAITING: what could go is gone; the rest waits for something that is under way."""

    SCHEDULED = "scheduled"
    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"
    UNDONE = "undone"


class Step(models.TextChoices):
    """What an erasure does next, in this order. Each step may be done twice without harm."""

    PREPARE = "prepare"
    DESTROY = "destroy"
    END_SESSIONS = "end-sessions"
    FORGET = "forget"
    TELL = "tell"
    NOTIFY = "notify"
    FINISH = "finish"


class Erasure(models.Model):
    """The erasure of one person, and its receipt. `code` shows the receipt to whoever has it.

    `tag` finds the person's ledger rows until the index has forgotten them: one tag after the other, where
    they took somebody over.
    `busy_until` keeps two workers from doing a step at once; after a crash it runs out.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    subject = SubjectField()
    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, null=True, related_name="erasures")
    code = models.CharField(max_length=16, unique=True)
    state = models.CharField(max_length=9, choices=ErasureState.choices, default=ErasureState.SCHEDULED)
    step = models.CharField(max_length=12, choices=Step.choices, default=Step.PREPARE)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    busy_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    keys_destroyed = models.PositiveIntegerField(default=0)
    keys_held = models.PositiveIntegerField(default=0)
    held_until = models.DateField(null=True)
    rows_removed = models.PositiveIntegerField(default=0)
    is_notified = models.BooleanField(null=True)
    tag = models.BinaryField(null=True)
    recipients = models.JSONField(default=list)
    recipients_told = models.JSONField(default=list)

    not_personal = NotPersonal(
        "times, counts, a code and a tag drawn at random, and ids of recipients the policy declares",
        "code",
        "state",
        "step",
        "asked_at",
        "due_at",
        "begun_at",
        "destroyed_at",
        "ended_at",
        "busy_until",
        "tries",
        "keys_destroyed",
        "keys_held",
        "held_until",
        "rows_removed",
        "is_notified",
        "tag",
        "recipients",
        "recipients_told",
    )

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="erasures_by_clock")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(ended_at=None), name="one_open_erasure_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"erasure {self.state} at {self.step}"
