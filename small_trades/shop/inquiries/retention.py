"""Inquiries: three years after they were closed. An open one has no end."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import INQUIRY_RETENTION
from small_trades.shop.inquiries.actions.forget import forget_inquiry
from small_trades.shop.inquiries.models import Inquiry

SHORTEST: Final = timedelta(days=365 * (INQUIRY_RETENTION.years or 0))


def _due(until: datetime, subject: UUID | None) -> Iterator[privacy.retention.Due]:
    closed = Inquiry.objects.filter(closed_at__isnull=False)
    if subject is not None:
        closed = closed.filter(subject=subject)
    for due in privacy.retention.rows_due(closed, at="closed_at", kept=SHORTEST, until=until):
        at = _over(due.at - SHORTEST)
        if at <= until:
            yield privacy.retention.Due(due.record, due.subject, at)


def _over(closed_at: datetime) -> datetime:
    """The first moment after the last day an inquiry closed then is kept: three years have leap days."""
    last_day = INQUIRY_RETENTION.kept_until(timezone.localdate(closed_at))
    if last_day is None:
        raise ValueError("the policy gives inquiries no term")
    return timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time()))


def _forget(due: privacy.retention.Due, until: datetime) -> bool:
    return forget_inquiry(due.record, since=until - SHORTEST)


CLOCKS: Final = (
    privacy.retention.Clock(
        "inquiries.closed",
        "完了したお問い合わせ",
        "Closed inquiries",
        _due,
        privacy.retention.one_by_one(_forget),
        kept_for=INQUIRY_RETENTION,
    ),
)
