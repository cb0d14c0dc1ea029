"""Sessions whose time is over."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.config.sessions.models import Session


def _due(until: datetime, subject: UUID | None) -> Iterator[privacy.retention.Due]:
    """A session knows no person, so of one person there is none."""
    if subject is None:
        yield from privacy.retention.rows_due(
            Session.objects.all(), at="expires_at", kept=timedelta(), until=until, subject=None
        )


def _forget(page: Sequence[privacy.retention.Due], until: datetime) -> int:
    over = Session.objects.filter(pk__in=[due.record for due in page], expires_at__lte=until)
    return over.delete()[0]


CLOCKS: Final = (
    privacy.retention.Clock("sessions.expired", "期限の過ぎたセッション", "Sessions", _due, _forget),
)
