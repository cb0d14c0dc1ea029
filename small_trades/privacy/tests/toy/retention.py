"""The toy forgets loans a month after they were returned."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from small_trades import privacy
from small_trades.privacy.tests.toy.models import Loan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

KEPT = timedelta(days=30)


def _due(until: datetime, subject: UUID | None) -> Iterator[privacy.retention.Due]:
    returned = Loan.objects.exclude(returned_at=None)
    if subject is not None:
        returned = returned.filter(subject=subject)
    return privacy.retention.rows_due(returned, at="returned_at", kept=KEPT, until=until)


def _forget(due: privacy.retention.Due, until: datetime) -> bool:
    found = Loan.objects.filter(pk=due.record, returned_at__lte=until - KEPT)
    if found.filter(title="Stuck").exists():
        raise privacy.Refused(privacy.RefusalReason.HELD_BY_LAW)
    return found.delete()[0] > 0


CLOCKS = (
    privacy.retention.Clock(
        "toy.loans", "貸出", "Returned loans", _due, privacy.retention.one_by_one(_forget)
    ),
)
