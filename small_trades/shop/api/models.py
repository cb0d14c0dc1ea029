"""Tokens of programs, answers kept for a day, and the notices that programs are sent."""

from django.db import models

from small_trades import privacy


class ApiToken(models.Model):
    """What a program signs its calls with. Of the token itself only the hash is kept.

    Its id is the actor's id in the ledger. `window` is the minute in which `spent` calls were counted.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    name = models.CharField(max_length=60)
    digest = models.BinaryField(max_length=32, unique=True)
    scopes = models.JSONField()
    purposes = models.JSONField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    window = models.BigIntegerField(default=0)
    spent = models.PositiveIntegerField(default=0)

    not_personal = privacy.NotPersonal(
        "a program's key as a hash, what it may do and when it did; staff by their random id",
        "name",
        "digest",
        "scopes",
        "purposes",
        "made_by",
        "made_at",
        "expires_at",
        "revoked_at",
        "last_used_at",
        "window",
        "spent",
    )

    class Meta:
        """The newest first."""

        ordering = ["-made_at"]

    def __str__(self) -> str:
        """What the owner called it."""
        return self.name


class KeptAnswer(models.Model):
    """The answer to a call that changed something, under the hash of its Idempotency-Key."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="answers")
    key_digest = models.BinaryField(max_length=32)
    request_digest = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(default="")
    made_at = models.DateTimeField(db_index=True)

    not_personal = privacy.NotPersonal(
        "hashes of keys and calls, and answers to changes, in which orders are masked",
        "key_digest",
        "request_digest",
        "status",
        "body",
        "made_at",
    )

    class Meta:
        """A key stands for one call of a token."""

        constraints = [models.UniqueConstraint(fields=["token", "key_digest"], name="api_one_call_a_key")]

    def __str__(self) -> str:
        """How it ended."""
        return f"answer {self.status}"


class Endpoint(models.Model):
    """Where a program hears of what happens. Its secret is derived from the shop's key, so none is kept.

    One that did not answer in time is left alone until `rests_until`.
    """

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    address = models.CharField(max_length=500, unique=True)
    events = models.JSONField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    is_on = models.BooleanField(default=True)
    rests_until = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "a program's address and what it is told; staff by their random id",
        "address",
        "events",
        "made_by",
        "made_at",
        "is_on",
        "rests_until",
    )

    class Meta:
        """The newest first."""

        ordering = ["-made_at"]

    def __str__(self) -> str:
        """Its address."""
        return self.address


class Notice(models.Model):
    """One notice to one endpoint, and what became of it."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="notices")
    event = models.CharField(max_length=20)
    body = models.TextField()
    at = models.DateTimeField(db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=60, default="")

    not_personal = privacy.NotPersonal(
        "what happened to an order or to goods, by code",
        "event",
        "body",
        "at",
        "attempts",
        "sent_at",
        "outcome",
    )

    class Meta:
        """The newest first."""

        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        """What happened."""
        return self.event
