"""The address for the last mail of an erasure, which goes out when everything else is unreadable."""

from django.db import models

from small_trades import privacy
from small_trades.policy.declaration import EMAIL, FAREWELL_RETENTION
from small_trades.policy.groups import EmailAddress


class LastMail(models.Model):
    """Carried unopened from where the person was known, under a key that dies with the mail."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    subject = privacy.SubjectField()
    erasure = models.UUIDField(unique=True)
    email = privacy.SealedField(EmailAddress, category=EMAIL, kept_for=FAREWELL_RETENTION)
    language = models.CharField(max_length=2, default="ja")

    not_personal = privacy.NotPersonal("a random number and one of two languages", "erasure", "language")

    def __str__(self) -> str:
        """The id only."""
        return f"last mail {self.pk}"
