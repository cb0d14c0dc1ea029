"""The table of sessions."""

from django.db import models

from small_trades import privacy


class Session(models.Model):
    """One browser's session. `key_hash` is the SHA-256 of the cookie's value, in hexadecimal."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    data = models.TextField()
    expires_at = models.DateTimeField(db_index=True)

    not_personal = privacy.NotPersonal(
        "Random references to rows, and nothing else: the store refuses any other text.",
        "key_hash",
        "data",
        "expires_at",
    )

    def __str__(self) -> str:
        """Nothing of the key, not even its hash."""
        return "session"
