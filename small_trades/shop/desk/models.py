"""Staff: who may work at the desk, and in which role."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_RETENTION, STAFF, STAFF_ROLES
from small_trades.policy.groups import (
    EmailAddress,
    PasskeyCredential,
    PasswordHash,
    PersonName,
    RequestText,
    TotpSecret,
)
from small_trades.shop.account.models import Browser, DeviceKind, PasskeyFacts

ROLE_CHOICES = [(role, role) for role in STAFF_ROLES]


class Staff(models.Model):
    """One member of staff. `generation` rises when all their sessions must end.

    `left_at` is set for who no longer works here. `totp_step` is the last time step whose code was accepted:
    no code works twice (RFC 6238, 5.2). `has_codes`: password and one-time code sign them in; otherwise only
    their passkeys do.
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
    left_at = models.DateTimeField(null=True)

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
        "left_at",
    )

    def __str__(self) -> str:
        """The id and the role only."""
        return f"staff {self.pk} ({self.role})"


class StaffInvite(models.Model):
    """A link that makes somebody staff, once. The table keeps its hash.

    An invitation by e-mail address holds that address sealed; the owner's first link holds none. One with
    `again` lets somebody who is staff already choose a new password and second factor.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    email = privacy.SealedField(EmailAddress, category=STAFF, kept_for=ACCOUNT_RETENTION, null=True)
    role = models.CharField(max_length=12, choices=ROLE_CHOICES)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    again = models.ForeignKey(Staff, on_delete=models.CASCADE, null=True, related_name="invitations")

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


class OpeningRequest(models.Model):
    """Somebody's wish to open more people than their hour allows: how many, and sealed why."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="opening_requests")
    people = models.PositiveIntegerField()
    reason = privacy.SealedField(RequestText, category=STAFF, kept_for=ACCOUNT_RETENTION)
    asked_at = models.DateTimeField(default=timezone.now)

    not_personal = privacy.NotPersonal("A number and a time.", "people", "asked_at")

    def __str__(self) -> str:
        """The id only."""
        return f"opening request {self.pk}"


class ExportKind(models.TextChoices):
    """What is exported."""

    ORDERS = "orders", _("Orders")
    MEMBERS = "members", _("Members")
    YAMATO = "yamato", _("Parcels for Yamato B2 Cloud")
    JAPAN_POST = "jp-post", _("Parcels for Japan Post Yu-Pri R")
    SAGAWA = "sagawa", _("Parcels for Sagawa e-Hiden III")


class Export(models.Model):
    """A list that may be taken out of the desk for a day: which records, for which purpose.

    No file exists: each download is made from the sealed values, so an erased person is not in it. The reason
    is sealed under a subject of the export's own, whose keys die when it expires.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="exports")
    kind = models.CharField(max_length=8, choices=ExportKind.choices)
    purpose = models.CharField(max_length=40)
    reason = privacy.SealedField(RequestText, category=STAFF, kept_for=ACCOUNT_RETENTION)
    rows = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    downloads = models.PositiveSmallIntegerField(default=0)

    not_personal = privacy.NotPersonal(
        "What kind of list, for which declared purpose, counts and times.",
        "kind",
        "purpose",
        "rows",
        "people",
        "made_at",
        "expires_at",
        "downloads",
    )

    def __str__(self) -> str:
        """The kind and the id only."""
        return f"export of {self.kind} {self.pk}"


class ExportPart(models.Model):
    """Some hundred records of an export, by their random ids, in order."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    records = models.JSONField()

    not_personal = privacy.NotPersonal("A position, and random ids of rows.", "position", "records")

    class Meta:
        """In order."""

        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["export", "position"], name="one_part_a_position")]

    def __str__(self) -> str:
        """The position only."""
        return f"part {self.position}"


class StaffSession(models.Model):
    """A browser in which somebody is signed in at the desk, by the mark that its ledger rows carry.

    Holds no network address and no browser string. One that has ended, or was not seen for as long as a
    cookie lives, is removed.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="sessions")
    subject = privacy.SubjectField()
    mark = models.CharField(max_length=16)
    device = models.CharField(max_length=10, choices=DeviceKind.choices, default=DeviceKind.OTHER)
    browser = models.CharField(max_length=10, choices=Browser.choices, default=Browser.OTHER)
    began_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "A random mark, times, and one of twenty kinds of device that millions of people use.",
        "mark",
        "device",
        "browser",
        "began_at",
        "seen_at",
        "ended_at",
    )

    class Meta:
        """One row for each mark; the newest first."""

        ordering = ["-began_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["staff", "mark"], name="one_session_a_mark")]

    def __str__(self) -> str:
        """The id only."""
        return f"staff session {self.pk}"


class AllowedNetwork(models.Model):
    """A network from which the desk opens, as CIDR. While there is none, it opens from everywhere."""

    network = models.CharField(max_length=43, unique=True)

    not_personal = privacy.NotPersonal("The places of work that an owner wrote down.", "network")

    class Meta:
        """As they compare."""

        ordering = ["network"]

    def __str__(self) -> str:
        """The network."""
        return self.network


class OrderView(models.Model):
    """A filter of the list of orders under a name: for whoever made it, or for everybody who sees orders.

    `question` is the query of the list's address: states, methods and days, never a code or a person.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="order_views")
    name = models.CharField(max_length=40)
    question = models.CharField(max_length=200)
    is_shared = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    not_personal = privacy.NotPersonal(
        "What a list is called and how it narrows; what leads to a person is refused.",
        "name",
        "question",
        "is_shared",
        "made_at",
    )

    class Meta:
        """In the order they were made; a name once for each of the staff."""

        ordering = ["made_at", "id"]
        constraints = [models.UniqueConstraint(fields=["staff", "name"], name="one_order_view_a_name")]

    def __str__(self) -> str:
        """The id only."""
        return f"order view {self.pk}"


class DigestKind(models.TextChoices):
    """What those who work here are told by mail, once a day where there is news."""

    ERRORS = "errors", _("Errors of the program")
    LOW_STOCK = "low-stock", _("Goods of which few are left")


class Digest(models.Model):
    """One day's mail of a kind. What it is about carries its moment `made_at`."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    kind = models.CharField(max_length=12, choices=DigestKind.choices)
    day = models.DateField()
    made_at = models.DateTimeField()

    not_personal = privacy.NotPersonal("A kind of mail and when it was made.", "kind", "day", "made_at")

    class Meta:
        """Once a day, whichever worker comes first."""

        constraints = [models.UniqueConstraint(fields=["kind", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        """The kind and the day."""
        return f"{self.kind} {self.day}"


class DigestLetter(models.Model):
    """A day's mail to one of those it concerns; gone as soon as it has left."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="letters")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        """The id only."""
        return f"letter {self.pk}"


class ToldLow(models.Model):
    """A variant of which few are left, and when its mail was made. Gone once there was enough again."""

    variant = models.OneToOneField(
        "products.Variant", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    told_at = models.DateTimeField(db_index=True)

    not_personal = privacy.NotPersonal("Which goods a mail was about.", "told_at")

    def __str__(self) -> str:
        """The variant."""
        return str(self.pk)
