"""Inquiries and the messages in them."""

from django.db import models
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import EMAIL, INQUIRY, INQUIRY_FILES, INQUIRY_RETENTION, NAME
from small_trades.policy.groups import (
    EmailAddress,
    FileContent,
    FileLabel,
    InquiryText,
    LeftOutFiles,
    PersonName,
)
from small_trades.shop.inquiries.states import FileKind, InquiryKind, InquiryState


class Inquiry(models.Model):
    """One conversation. A guest's is found again by its code and e-mail address.

    `waiting_since` is the time of the oldest message that nobody has answered; `answer_by` counts from there.
    `order_code` is what the person said it is about, in an order code's form; nothing says it is theirs.
    `is_by_mail`: it came by mail, so nothing says that its sender is who they say they are.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    code = models.CharField(max_length=14, unique=True)
    subject = privacy.SubjectField()
    customer_id = models.UUIDField(null=True, db_index=True)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in InquiryKind])
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in InquiryState],
        default=InquiryState.WAITING,
    )
    language = models.CharField(max_length=2, default="ja")
    order_code = models.CharField(max_length=14, blank=True, default="")
    is_by_mail = models.BooleanField(default=False)
    name = privacy.SealedField(PersonName, category=NAME, kept_for=INQUIRY_RETENTION)
    email = privacy.SealedField(EmailAddress, category=EMAIL, kept_for=INQUIRY_RETENTION)
    owner_id = models.UUIDField(null=True, db_index=True)
    policy_version = models.PositiveIntegerField()
    terms_version = models.PositiveIntegerField()
    opened_at = models.DateTimeField(default=timezone.now)
    waiting_since = models.DateTimeField(null=True)
    answer_by = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "drawn at random, chosen from a list, versions and times; staff by their random id",
        "code",
        "customer_id",
        "kind",
        "state",
        "language",
        "order_code",
        "is_by_mail",
        "owner_id",
        "policy_version",
        "terms_version",
        "opened_at",
        "waiting_since",
        "answer_by",
        "closed_at",
    )

    class Meta:
        """The desk asks for what waits, a member for their own."""

        indexes = [
            models.Index(fields=["state", "answer_by"], name="inquiries_by_clock"),
            models.Index(fields=["-opened_at"], name="inquiries_by_date"),
        ]

    def __str__(self) -> str:
        """The code that the person knows."""
        return self.code


class InquiryMessage(models.Model):
    """One message of either side; without `staff_id` it is the customer's.

    Of one that came by mail, `attachments` were not taken (`left_out` names them), and where `is_cut` its end
    was not either.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="messages")
    subject = privacy.SubjectField()
    text = privacy.SealedField(InquiryText, category=INQUIRY, kept_for=INQUIRY_RETENTION)
    left_out = privacy.SealedField(
        LeftOutFiles, category=INQUIRY_FILES, kept_for=INQUIRY_RETENTION, null=True
    )
    staff_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)
    is_by_mail = models.BooleanField(default=False)
    attachments = models.PositiveSmallIntegerField(default=0)
    is_cut = models.BooleanField(default=False)

    not_personal = privacy.NotPersonal(
        "a time, which way it came, how many files were with it; staff by their random id",
        "staff_id",
        "at",
        "is_by_mail",
        "attachments",
        "is_cut",
    )

    class Meta:
        """As it was said."""

        ordering = ["at", "id"]

    def __str__(self) -> str:
        """The id only."""
        return f"message {self.pk}"


class InquiryFile(models.Model):
    """A file that came with a message, of either side. Lists leave `content` where it is (`defer`)."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    message = models.ForeignKey(InquiryMessage, on_delete=models.CASCADE, related_name="files")
    subject = privacy.SubjectField()
    label = privacy.SealedField(FileLabel, category=INQUIRY_FILES, kept_for=INQUIRY_RETENTION)
    content = privacy.SealedField(FileContent, category=INQUIRY_FILES, kept_for=INQUIRY_RETENTION)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in FileKind])
    size = models.PositiveIntegerField()

    not_personal = privacy.NotPersonal("one of three kinds, and a number of bytes", "kind", "size")

    class Meta:
        """As they were sent."""

        ordering = ["id"]

    def __str__(self) -> str:
        """The id only."""
        return f"file {self.pk}"


class TakenMail(models.Model):
    """A mail that became a message: a server may hand it out again before it is gone from the mailbox."""

    digest = models.CharField(primary_key=True, max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    not_personal = privacy.NotPersonal(
        "a keyed hash, whose key is in no database, and a time", "digest", "at"
    )

    def __str__(self) -> str:
        """Nothing of the mail."""
        return "taken mail"


class CannedAnswer(models.Model):
    """A text that the shop says often, to begin an answer with; the same for everybody who asks."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    name = models.CharField(max_length=60, unique=True)
    text_ja = models.TextField(blank=True, default="")
    text_en = models.TextField(blank=True, default="")
    changed_at = models.DateTimeField(default=timezone.now)

    not_personal = privacy.NotPersonal(
        "Words for nobody in particular; what leads to a person is refused.",
        "name",
        "text_ja",
        "text_en",
        "changed_at",
    )

    class Meta:
        """By name."""

        ordering = ["name"]

    def __str__(self) -> str:
        """The id only."""
        return f"canned answer {self.pk}"
