"""Staff: who may work at the desk, and in which role."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_RETENTION, STAFF, STAFF_ROLES
from small_trades.policy.groups import EmailAddress, PasskeyCredential, PasswordHash, PersonName, TotpSecret
from small_trades.shop.account.models import PasskeyFacts

ROLE_CHOICES = [(role, role) for role in STAFF_ROLES]


class Staff(models.Model):
    """One member of staff. `generation` rises when all their sessions must end.

    `totp_step` is the last time step whose code was accepted: no code works twice (RFC 6238, 5.2).
    `has_codes`: password and one-time code sign them in; otherwise only their passkeys do.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    role = models.CharField(max_length=12, choices=ROLE_CHOICES)
    name = privacy.SealedField(PersonName, category=STAFF, kept_for=ACCOUNT_RETENTION)
    email = privacy.SealedField(EmailAddress, category=STAFF, kept_for=ACCOUNT_RETENTION)
    password = privacy.SealedField(PasswordHash, category=STAFF, kept_for=ACCOUNT_RETENTION)
    totp = privacy.SealedField(TotpSecret, category=STAFF, kept_for=ACCOUNT_RETENTION)
    totp_step = models.BigIntegerField(default=0)
    has_codes = models.BooleanField(default=True)
    is_active = models.BooleanField(default=False)
    generation = models.PositiveIntegerField(default=1)
    confirmed_policy = models.PositiveIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(default=timezone.now)

    not_personal = privacy.NotPersonal(
        "A role, counters and times of work; the person is sealed.",
        "role",
        "totp_step",
        "has_codes",
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


class ApprovalKind(models.TextChoices):
    """What takes a second person."""

    PROVISION = "provision", _("Provision to an authority")
    REFUSAL = "refusal", _("Refusing a customer")
    OPENING = "opening", _("Opening more than the hourly budget")
    EXPORT = "export", _("Export of personal information")


class Approval(models.Model):
    """One person of the staff asks, another decides; the same person never does both.

    `about` is the record it concerns, where its words stand sealed. Undecided after `expires_at`, it is gone.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    kind = models.CharField(max_length=12, choices=ApprovalKind.choices)
    about = models.UUIDField(db_index=True)
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="asked_approvals")
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="approvals")
    decided_at = models.DateTimeField(null=True)
    is_granted = models.BooleanField(null=True)

    not_personal = privacy.NotPersonal(
        "What kind of act, on which record, and when; staff by their random id.",
        "kind",
        "about",
        "asked_at",
        "expires_at",
        "decided_at",
        "is_granted",
    )

    class Meta:
        """What waits is looked for by kind; four eyes are a rule of the table."""

        indexes = [models.Index(fields=["kind", "decided_at"], name="desk_approvals_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="four_eyes",
            ),
            models.UniqueConstraint(
                fields=["kind", "about", "asked_by"],
                condition=models.Q(decided_at__isnull=True),
                name="one_waiting_approval",
            ),
        ]

    def __str__(self) -> str:
        """The kind and the id only."""
        return f"{self.kind} approval {self.pk}"


class StaffPasskey(PasskeyFacts):
    """A passkey of a member of staff; found by a look-up over its credential id."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="passkeys")
    subject = privacy.SubjectField()
    credential = privacy.SealedField(PasskeyCredential, category=STAFF, kept_for=ACCOUNT_RETENTION)

    class Meta(PasskeyFacts.Meta):
        """A table of its own."""

        abstract = False

    def __str__(self) -> str:
        """The id only."""
        return f"staff passkey {self.pk}"
