"""What work at the desk leaves behind: the sign-ins of browsers that are signed in no longer."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import SECURITY_RETENTION
from small_trades.shop.desk.models import StaffSession

_KEPT: Final = timedelta(days=SECURITY_RETENTION.days or 0)


def _due(until: datetime, subject: UUID | None) -> Iterator[privacy.retention.Due]:
    rows = StaffSession.objects.all() if subject is None else StaffSession.objects.filter(subject=subject)
    return privacy.retention.rows_due(rows, at="seen_at", kept=_KEPT, until=until)


def _forget(page: Sequence[privacy.retention.Due], until: datetime) -> int:
    over = StaffSession.objects.filter(pk__in=[due.record for due in page], seen_at__lte=until - _KEPT)
    return over.delete()[0]


CLOCKS: Final = (
    privacy.retention.Clock(
        "desk.sessions",
        "業務画面へのログインの記録",
        "Sign-ins at the desk",
        _due,
        _forget,
        kept_for=SECURITY_RETENTION,
    ),
)
