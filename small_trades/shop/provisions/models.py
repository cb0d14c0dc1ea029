"""Provisions with their records, and which recipients know of a change."""

from django.db import models
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import PROVISIONS, RECORDS_RETENTION
from small_trades.policy.groups import ProvisionRecord
from small_trades.shop.provisions.states import CaseKind, CaseState, Change, How, ToldState


class ProvisionCase(models.Model):
    """One provision to a maker or an authority, from the question to the record of it.

    `subject` is nobody: a number of the case's own, so that the record outlives the person it is about for
    the three years of 個人情報保護法 30(4), and its key ends then. `person` is theirs. `told_from`: the day
    before which they may not be told (33(5)); None where they may at once. `groups` are parted by spaces.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    code = models.CharField(max_length=14, unique=True)
    subject = privacy.SubjectField()
    person = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=8, choices=CaseKind.choices)
    state = models.CharField(max_length=8, choices=CaseState.choices, default=CaseState.ASKED)
    record = privacy.SealedField(ProvisionRecord, category=PROVISIONS, kept_for=RECORDS_RETENTION)
    groups = models.CharField(max_length=400)
    requested_on = models.DateField()
    told_from = models.DateField(null=True)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    provided_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "Drawn at random, states, times, and names of groups; persons by their random number.",
        "code",
        "person",
        "kind",
        "state",
        "groups",
        "requested_on",
        "told_from",
        "asked_by",
        "asked_at",
        "decided_by",
        "decided_at",
        "provided_at",
    )

    class Meta:
        """Newest first; a demand under a law is asked for and decided by two."""

        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | models.Q(kind=CaseKind.CONSENT)
                | ~models.Q(decided_by=models.F("asked_by")),
                name="provision_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        """The code only."""
        return self.code


class RecipientNotice(models.Model):
    """That one recipient is to know of a correction, a stop or an erasure, and how far it does.

    It names what the recipient was given and holds nothing of it: `about` is the code of an order or of a
    provision, `record` the order's, parcel's, payment's or case's number. `due_at`: when the worker tells it
    (again); None while it may not be told yet, and where a person does it. `why` and `how` are words of
    `states`.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    person = models.UUIDField(db_index=True)
    recipient = models.CharField(max_length=40)
    what = models.CharField(max_length=12, choices=Change.choices)
    about = models.CharField(max_length=14)
    record = models.UUIDField(null=True)
    state = models.CharField(max_length=12, choices=ToldState.choices, default=ToldState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    how = models.CharField(max_length=10, choices=How.choices, blank=True, default="")
    why = models.CharField(max_length=12, blank=True, default="")

    not_personal = privacy.NotPersonal(
        "Which recipient, of what, and when; persons and records by their random number, an order's code.",
        "person",
        "recipient",
        "what",
        "about",
        "record",
        "state",
        "attempts",
        "made_at",
        "due_at",
        "sent_at",
        "answered_at",
        "answered_by",
        "how",
        "why",
    )

    class Meta:
        """Newest first; the worker asks for what is due, the desk for what is open."""

        ordering = ["-made_at"]
        indexes = [
            models.Index(fields=["due_at"], name="notices_by_clock"),
            models.Index(fields=["state", "-made_at"], name="notices_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "recipient", "what", "about", "record"],
                condition=models.Q(state="waiting"),
                name="one_waiting_notice",
            )
        ]

    def __str__(self) -> str:
        """What and to whom."""
        return f"{self.what} to {self.recipient}"
