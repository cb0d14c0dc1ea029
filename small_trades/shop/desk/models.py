"""Staff: who may work at the desk, and in which role."""

from django.db import models
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_RETENTION, STAFF, STAFF_ROLES
from small_trades.policy.groups import EmailAddress, PasswordHash, PersonName, TotpSecret

ROLE_CHOICES = [(role, role) for role in STAFF_ROLES]


class Staff(models.Model):
    """One member of staff. `generation` rises when all their sessions must end.

    `totp_step` is the last time step whose code was accepted: no code works twice (RFC 6238, 5.2).
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    role = models.CharField(max_length=12, choices=ROLE_CHOICES)
    name = privacy.SealedField(PersonName, category=STAFF, kept_for=ACCOUNT_RETENTION)
    email = privacy.SealedField(EmailAddress, category=STAFF, kept_for=ACCOUNT_RETENTION)
    password = privacy.SealedField(PasswordHash, category=STAFF, kept_for=ACCOUNT_RETENTION)
    totp = privacy.SealedField(TotpSecret, category=STAFF, kept_for=ACCOUNT_RETENTION)
    totp_step = models.BigIntegerField(default=0)
    is_active = models.BooleanField(default=False)
    generation = models.PositiveIntegerField(default=1)
    confirmed_policy = models.PositiveIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(default=timezone.now)

    not_personal = privacy.NotPersonal(
        "A role, counters and times of work; the person is sealed.",
        "role",
        "totp_step",
        "is_active",
        "generation",
        "confirmed_policy",
        "confirmed_at",
        "joined_at",
    )

    def __str__(self) -> str:
        """The id and the role only."""
        return f"staff {self.pk} ({self.role})"


class StaffInvite(models.Model):
    """A link that makes somebody staff, once. The table keeps its hash.

    An invitation by e-mail address holds that address sealed; the owner's first link holds none.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    email = privacy.SealedField(EmailAddress, category=STAFF, kept_for=ACCOUNT_RETENTION, null=True)
    role = models.CharField(max_length=12, choices=ROLE_CHOICES)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "A role, times, and the hash of a random value.", "role", "token_hash", "expires_at", "used_at"
    )

    def __str__(self) -> str:
        """The id and the role only."""
        return f"invite {self.pk} ({self.role})"
