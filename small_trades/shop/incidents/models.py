"""Incidents and the notices to those concerned."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from small_trades import privacy
from small_trades.policy.declaration import INCIDENTS, RECORDS_RETENTION
from small_trades.policy.groups import IncidentWords


class IncidentKind(models.TextChoices):
    """How something may have leaked, which decides whom it concerns."""

    STAFF = "staff", _("One member of staff's access")
    SESSION = "session", _("One sign-in, such as a stolen cookie")
    SPAN = "span", _("Everything in a span of time")
    STORES = "stores", _("A copied store or backup")


class Incident(models.Model):
    """One incident. Whom it concerns is read from the ledger each time; words are sealed.

    `subject` is nobody: a number of the incident's own, so that its words have a key that can end.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    code = models.CharField(max_length=14, unique=True)
    kind = models.CharField(max_length=8, choices=IncidentKind.choices)
    actor_id = models.UUIDField(null=True)
    session = models.CharField(max_length=32, blank=True, default="")
    since = models.DateTimeField()
    until = models.DateTimeField()
    has_data = models.BooleanField(default=False)
    has_keys = models.BooleanField(default=False)
    has_key_encryption_key = models.BooleanField(default=False)
    is_wrongful = models.BooleanField(default=True)
    known_at = models.DateTimeField()
    words = privacy.SealedField(IncidentWords, category=INCIDENTS, kept_for=RECORDS_RETENTION)
    preliminary_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField(default=timezone.now)

    not_personal = privacy.NotPersonal(
        "Which access, when, what was copied, and times of work; staff by their random id.",
        "code",
        "kind",
        "actor_id",
        "session",
        "since",
        "until",
        "has_data",
        "has_keys",
        "has_key_encryption_key",
        "is_wrongful",
        "known_at",
        "preliminary_at",
        "final_at",
        "opened_by",
        "opened_at",
    )

    class Meta:
        """Newest first."""

        ordering = ["-opened_at"]

    def __str__(self) -> str:
        """The code only."""
        return self.code


class NoticeState(models.TextChoices):
    """How far the notice to one person is; `handed` from before it goes to the door until that answers."""

    WAITING = "waiting", _("being sent")
    HANDED = "handed", _("being handed to the mail service")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be delivered")
    NO_ADDRESS = "no-address", _("no e-mail address: by letter")


class IncidentNotice(models.Model):
    """That one person is told of an incident."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="notices")
    subject = privacy.SubjectField()
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.WAITING)
    at = models.DateTimeField(default=timezone.now)

    not_personal = privacy.NotPersonal("Whether and when somebody was told.", "state", "at")

    class Meta:
        """One person is told once."""

        constraints = [
            models.UniqueConstraint(fields=["incident", "subject"], name="one_notice_per_person"),
        ]

    def __str__(self) -> str:
        """The id only."""
        return f"notice {self.pk}"
