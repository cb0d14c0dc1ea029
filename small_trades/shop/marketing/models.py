"""Subscriptions, the links that stop them, issues, and which subscription an issue has reached."""

from django.db import models
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import EMAIL, MARKETING_RETENTION
from small_trades.policy.groups import EmailAddress
from small_trades.shop.marketing.states import AskedOn, DeliveryState, IssueState, Pause


class Subscription(models.Model):
    """A wish for the newsletter; a subscription once `confirmed_at` is set by the mailed link.

    `confirm_hash` is of that link, from the moment its mail is made until it is used. A member's is under the
    member's own subject, and goes to the address registered at that moment; anybody else's is under a new
    one. `refused_at`: since when their mail server says that there is no such address.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    email = privacy.SealedField(EmailAddress, category=EMAIL, kept_for=MARKETING_RETENTION)
    customer_id = models.UUIDField(null=True, db_index=True)
    language = models.CharField(max_length=2, default="ja")
    confirm_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    asked_on = models.CharField(max_length=12, choices=AskedOn.choices, default=AskedOn.NEWSLETTER)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, db_index=True)
    refused_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "a random id, a language, the hash of random bits, where it was asked for, times",
        "customer_id",
        "language",
        "confirm_hash",
        "asked_on",
        "asked_at",
        "confirmed_at",
        "refused_at",
    )

    def __str__(self) -> str:
        """The id only."""
        return f"subscription {self.pk}"


class StopLink(models.Model):
    """A link that stops one subscription. Each mail has its own; the table knows its hash alone."""

    token_hash = models.CharField(primary_key=True, max_length=64)
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="stop_links")
    made_at = models.DateTimeField(default=timezone.now)

    not_personal = privacy.NotPersonal("the hash of random bits, and a time", "token_hash", "made_at")

    def __str__(self) -> str:
        """Nothing of the link."""
        return "stop link"


class Issue(models.Model):
    """One issue, in Japanese, English or both; a language without words is not sent."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    state = models.CharField(max_length=8, choices=IssueState.choices, default=IssueState.DRAFT)
    paused_because = models.CharField(max_length=8, choices=Pause.choices, blank=True, default="")
    subject_ja = models.CharField(max_length=100, blank=True, default="")
    body_ja = models.TextField(blank=True, default="")
    subject_en = models.CharField(max_length=100, blank=True, default="")
    body_en = models.TextField(blank=True, default="")
    made_by = models.UUIDField()
    made_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    worked_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "What the shop publishes to all subscribers alike; staff by their random id, times.",
        "state",
        "paused_because",
        "subject_ja",
        "body_ja",
        "subject_en",
        "body_en",
        "made_by",
        "made_at",
        "started_at",
        "finished_at",
        "worked_at",
    )

    class Meta:
        """The newest first."""

        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        """The id only."""
        return f"issue {self.pk}"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in."""
        return tuple(language for language, words in (("ja", self.body_ja), ("en", self.body_en)) if words)


class Delivery(models.Model):
    """One issue to one subscription, at most once. It outlives the subscription as a count of nobody.

    One whose address was refused for the moment waits until `again_at`; `tries` counts these refusals.
    """

    id = models.BigAutoField(primary_key=True)
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="deliveries")
    subscription = models.ForeignKey(Subscription, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal("a state, a count and times", "state", "at", "tries", "again_at")

    class Meta:
        """Nobody gets an issue twice."""

        constraints = [
            models.UniqueConstraint(fields=["issue", "subscription"], name="one_mail_of_an_issue_each")
        ]
        indexes = [models.Index(fields=["issue", "state"], name="deliveries_by_state")]

    def __str__(self) -> str:
        """The number only."""
        return f"delivery {self.pk}"
