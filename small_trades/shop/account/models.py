"""Customers, their addresses, their one-time links and their sign-ins."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from small_trades import privacy
from small_trades.policy.declaration import (
    ACCOUNT_RETENTION,
    EMAIL,
    NAME,
    PASSWORD,
    SECURITY_RETENTION,
    SHIPPING,
    SIGN_IN,
    TELEPHONE,
)
from small_trades.policy.groups import (
    DeliveryAddress,
    EmailAddress,
    PasskeyCredential,
    PasswordHash,
    PersonName,
    Telephone,
)


class Customer(models.Model):
    """A member of the shop, or someone who has not yet followed the link that makes them one.

    `generation` rises when every session must end (a new password); a session remembers the one it began in.
    A customer is found by e-mail address only after `verified_at` is set.
    `used_on` is the last day they used their registration. `notice_tried_on`: the last day on which the shop
    began to write that it is unused; `noticed_at`: when that mail was handed to the mail service.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    name = privacy.SealedField(PersonName, category=NAME, kept_for=ACCOUNT_RETENTION)
    email = privacy.SealedField(EmailAddress, category=EMAIL, kept_for=ACCOUNT_RETENTION)
    telephone = privacy.SealedField(Telephone, category=TELEPHONE, kept_for=ACCOUNT_RETENTION, null=True)
    password = privacy.SealedField(PasswordHash, category=PASSWORD, kept_for=ACCOUNT_RETENTION)
    language = models.CharField(max_length=2, default="ja")
    policy_version = models.PositiveIntegerField()
    generation = models.PositiveIntegerField(default=1)
    registered_at = models.DateTimeField(default=timezone.now)
    verified_at = models.DateTimeField(null=True)
    used_on = models.DateField(default=timezone.localdate, db_index=True)
    notice_tried_on = models.DateField(null=True)
    noticed_at = models.DateTimeField(null=True, db_index=True)

    not_personal = privacy.NotPersonal(
        "A language, a policy version, days, times and a counter: shared by many, typed by nobody.",
        "language",
        "policy_version",
        "generation",
        "registered_at",
        "verified_at",
        "used_on",
        "notice_tried_on",
        "noticed_at",
    )

    def __str__(self) -> str:
        """The id only."""
        return f"customer {self.pk}"

    @property
    def is_verified(self) -> bool:
        """Whether the person has shown that mail to the address reaches them."""
        return self.verified_at is not None


class AddressLabel(models.TextChoices):
    """What a member calls an address. Words to choose from, so that no name is typed into a plain column."""

    HOME = "home", _("Home address")
    WORK = "work", _("Workplace")
    FAMILY = "family", _("Family")
    FRIEND = "friend", _("Friend")
    OTHER = "other", _("Another address")


class Address(models.Model):
    """One entry of a member's address book. At most one is the default."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="addresses")
    subject = privacy.SubjectField()
    to = privacy.SealedField(DeliveryAddress, category=SHIPPING, kept_for=ACCOUNT_RETENTION)
    label = models.CharField(max_length=10, choices=AddressLabel.choices, default=AddressLabel.HOME)
    is_default = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    not_personal = privacy.NotPersonal(
        "One of five words, a mark and a time.", "label", "is_default", "created_at"
    )

    class Meta:
        """The default comes first, then the order of entry."""

        ordering = ["-is_default", "created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=models.Q(is_default=True), name="one_default_address"
            )
        ]

    def __str__(self) -> str:
        """The id only."""
        return f"address {self.pk}"


class EmailChange(models.Model):
    """A wish to use another e-mail address; it happens when both addresses have confirmed it."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="email_changes")
    subject = privacy.SubjectField()
    email = privacy.SealedField(EmailAddress, category=EMAIL, kept_for=SECURITY_RETENTION)
    old_confirmed_at = models.DateTimeField(null=True)
    new_confirmed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    not_personal = privacy.NotPersonal(
        "Times of confirmation and expiry.", "old_confirmed_at", "new_confirmed_at", "expires_at"
    )

    def __str__(self) -> str:
        """The id only."""
        return f"e-mail change {self.pk}"


class TokenKind(models.TextChoices):
    """What a one-time link does."""

    VERIFY = "verify"
    RESET = "reset"
    EMAIL_OLD = "email-old"
    EMAIL_NEW = "email-new"


class VerificationToken(models.Model):
    """A one-time link. The table knows its hash, from the moment its mail is sent.

    A reset asked for an address that nobody registered has no customer: the request costs the same, and
    the task that would send the mail finds nobody to send it to.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, null=True, related_name="tokens")
    change = models.ForeignKey(EmailChange, on_delete=models.CASCADE, null=True, related_name="tokens")
    kind = models.CharField(max_length=10, choices=TokenKind.choices)
    token_hash = models.CharField(max_length=64, db_index=True, default="")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "The hash of random bits, what they are for, and times.",
        "kind",
        "token_hash",
        "expires_at",
        "used_at",
    )

    def __str__(self) -> str:
        """The id only."""
        return f"{self.kind} link {self.pk}"


class DeviceKind(models.TextChoices):
    """What a browser says it is, as far as a person needs to know their own from a stranger's."""

    PHONE = "phone", _("a telephone")
    TABLET = "tablet", _("a tablet")
    COMPUTER = "computer", _("a computer")
    OTHER = "other", _("a device of another kind")


class Browser(models.TextChoices):
    """The family of a browser."""

    SAFARI = "safari", "Safari"
    CHROME = "chrome", "Chrome"
    EDGE = "edge", "Edge"
    FIREFOX = "firefox", "Firefox"
    OTHER = "other", _("another browser")


class SignInWay(models.TextChoices):
    """What somebody signed in with."""

    PASSWORD = "password", _("password")
    PASSKEY = "passkey", _("passkey")
    CODE = "code", _("mailed code")


class SignInRecord(models.Model):
    """One sign-in, and the session it opened; kept for the time that SECURITY_RETENTION declares.

    Holds no network address and no browser string: only which of twenty kinds of device it was.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="sign_ins")
    subject = privacy.SubjectField()
    device = models.CharField(max_length=10, choices=DeviceKind.choices)
    browser = models.CharField(max_length=10, choices=Browser.choices)
    way = models.CharField(max_length=10, choices=SignInWay.choices, default=SignInWay.PASSWORD)
    failures_before = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "Times, a count, and one of twenty kinds of device that millions of people use.",
        "device",
        "browser",
        "way",
        "failures_before",
        "at",
        "seen_at",
        "ended_at",
    )

    class Meta:
        """Newest first."""

        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        """The id only."""
        return f"sign-in {self.pk}"


class Throttle(models.Model):
    """How often something was tried in a span of time. What was tried is known by its keyed hash only."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    not_personal = privacy.NotPersonal(
        "A keyed hash, a count, and the time until which it counts.", "key_hash", "count", "until"
    )

    def __str__(self) -> str:
        """Nothing of the key."""
        return "throttle"


class CodePurpose(models.TextChoices):
    """What a mailed code shows: that its reader may sign in, or that a request comes from the person."""

    SIGN_IN = "sign-in"
    PROOF = "proof"


class MailedCode(models.Model):
    """A code of eight digits, mailed and typed in. The table knows a keyed hash, from the moment it is sent.

    Works only for `holder_hash`, the browser that asked, for a few tries and once. Asked for an address that
    nobody registered, `subject` leads to nobody: the request costs the same, and its task mails nothing.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    email = privacy.SealedField(EmailAddress, category=EMAIL, kept_for=SECURITY_RETENTION, null=True)
    purpose = models.CharField(max_length=10, choices=CodePurpose.choices)
    language = models.CharField(max_length=2, default="ja")
    code_hash = models.CharField(max_length=64, default="")
    holder_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "Keyed hashes of random values, what they are for, a language, a count and times.",
        "purpose",
        "language",
        "code_hash",
        "holder_hash",
        "tries",
        "expires_at",
        "used_at",
    )

    def __str__(self) -> str:
        """The id only."""
        return f"{self.purpose} code {self.pk}"


class PasskeyLabel(models.TextChoices):
    """What somebody calls a passkey. Words to choose from, so that no name is typed into a plain column."""

    PHONE = "phone", _("My telephone")
    COMPUTER = "computer", _("My computer")
    SECURITY_KEY = "security-key", _("A security key")
    MANAGER = "manager", _("A password manager")
    OTHER = "other", _("Another place")


class PasskeyFacts(models.Model):
    """What is known of a passkey beside its key; members and staff each have a table of their own.

    `provider` is the maker of its keeper, by a public list, or empty. `sign_count` is the last count its
    keeper gave (0: it keeps none). Once a copy was noticed, `stopped_at` is set and it works no more.
    """

    label = models.CharField(max_length=14, choices=PasskeyLabel.choices, default=PasskeyLabel.OTHER)
    provider = models.CharField(max_length=24, blank=True, default="")
    sign_count = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "One of a few words, a product that millions use, a counter and times.",
        "label",
        "provider",
        "sign_count",
        "created_at",
        "used_at",
        "stopped_at",
    )

    class Meta:
        """In the order of entry."""

        abstract = True
        ordering = ["created_at", "id"]


class Passkey(PasskeyFacts):
    """A member's passkey; found by a look-up over its credential id."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="passkeys")
    subject = privacy.SubjectField()
    credential = privacy.SealedField(PasskeyCredential, category=SIGN_IN, kept_for=ACCOUNT_RETENTION)

    class Meta(PasskeyFacts.Meta):
        """A table of its own."""

        abstract = False

    def __str__(self) -> str:
        """The id only."""
        return f"passkey {self.pk}"


class ChallengeKind(models.TextChoices):
    """Which ceremony a challenge is for; one made for members is of no use at the desk."""

    MEMBER_ENROL = "member-enrol"
    MEMBER_SIGN_IN = "member-sign-in"
    STAFF_ENROL = "staff-enrol"
    STAFF_SIGN_IN = "staff-sign-in"


class PasskeyChallenge(models.Model):
    """Random bytes that an authenticator signs: for one browser, one ceremony, once, for five minutes."""

    value_hash = models.CharField(max_length=64, primary_key=True)
    holder_hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=14, choices=ChallengeKind.choices)
    user_handle = models.CharField(max_length=64, blank=True, default="")
    expires_at = models.DateTimeField(db_index=True)

    not_personal = privacy.NotPersonal(
        "Hashes of random values, a random handle, a kind and a time.",
        "value_hash",
        "holder_hash",
        "kind",
        "user_handle",
        "expires_at",
    )

    def __str__(self) -> str:
        """The kind only."""
        return f"{self.kind} challenge"
