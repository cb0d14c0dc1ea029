"""Who is refused (by hashes that are not here), on what evidence, and what they say against it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import EMAIL, REFUSAL_RETENTION, REFUSALS
from small_trades.policy.groups import EmailAddress, EvidenceText
from small_trades.shop.misuse.reasons import Reason, RefusalEnd


class Refusal(models.Model):
    """One refusal. Its subject is made for it and is nobody: what hangs on it ends with the refusal.

    `marks` are the kinds of values it recognises somebody by. It refuses nobody before `confirmed_at`.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    code = models.CharField(max_length=14, unique=True)
    subject = privacy.SubjectField()
    reason = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Reason])
    marks = models.JSONField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    end = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in RefusalEnd], blank=True, default=""
    )
    person_gone_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "drawn at random, chosen from lists, and times; staff by their random id",
        "code",
        "reason",
        "marks",
        "made_by",
        "made_at",
        "confirmed_by",
        "confirmed_at",
        "expires_at",
        "ended_at",
        "ended_by",
        "end",
        "person_gone_at",
    )

    class Meta:
        """Four eyes are a rule of the table."""

        indexes = [models.Index(fields=["-made_at"], name="misuse_refusals_by_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("made_by")),
                name="refusal_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        """The code only."""
        return self.code


class Evidence(models.Model):
    """What shows that somebody broke the terms: the person's own information, so it is erased with them.

    No column leads from here to the refusal or back: the look-up LINK does, while the person exists.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    text = privacy.SealedField(EvidenceText, category=REFUSALS, kept_for=REFUSAL_RETENTION)

    def __str__(self) -> str:
        """The id only."""
        return f"evidence {self.pk}"


class Appeal(models.Model):
    """An objection to a refusal, from whoever holds its code. Its subject is the refusal's."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    refusal = models.ForeignKey(Refusal, on_delete=models.CASCADE, related_name="appeals")
    subject = privacy.SubjectField()
    language = models.CharField(max_length=2, default="ja")
    text = privacy.SealedField(EvidenceText, category=REFUSALS, kept_for=REFUSAL_RETENTION)
    email = privacy.SealedField(EmailAddress, category=EMAIL, kept_for=REFUSAL_RETENTION)
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    is_granted = models.BooleanField(null=True)
    answer = privacy.SealedField(EvidenceText, category=REFUSALS, kept_for=REFUSAL_RETENTION, null=True)

    not_personal = privacy.NotPersonal(
        "a language, times, and a yes or no; staff by their random id",
        "language",
        "made_at",
        "decided_at",
        "decided_by",
        "is_granted",
    )

    class Meta:
        """One objection waits at a time."""

        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["refusal"], condition=Q(decided_at__isnull=True), name="one_waiting_appeal"
            ),
        ]

    def __str__(self) -> str:
        """The id only."""
        return f"appeal {self.pk}"
