"""Unexpected errors, one row for each way they come about."""

from django.db import models

from small_trades import privacy


class Fault(models.Model):
    """All errors of one fingerprint. `route`, `process` and `version` are those of the last one.

    `frames`: lists of file, line, function, the outermost first. `settled_at`: when the owner said that it is
    mended; the next one opens it again. `mailed_at`: when the owners were told of it; `sent_at`: when the
    error service last was.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=160)
    causes = models.JSONField(default=list)
    frames = models.JSONField(default=list)
    route = models.CharField(max_length=160, blank=True)
    process = models.CharField(max_length=12)
    version = models.CharField(max_length=32)
    count = models.PositiveBigIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)
    settled_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    not_personal = privacy.NotPersonal(
        "types of errors and places in the code; no message, argument, local variable or address of a page",
        "fingerprint",
        "kind",
        "causes",
        "frames",
        "route",
        "process",
        "version",
        "count",
        "first_at",
        "last_at",
        "settled_at",
        "mailed_at",
        "sent_at",
    )

    class Meta:
        """The newest first."""

        ordering = ["-last_at", "-id"]

    def __str__(self) -> str:
        """The type."""
        return self.kind
