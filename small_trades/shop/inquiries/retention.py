"""Inquiries: three years after they were closed. An open one has no end."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import INQUIRY_RETENTION
from small_trades.shop.inquiries.actions.forget import forget_inquiry
from small_trades.shop.inquiries.models import Inquiry, TakenMail

SHORTEST: Final = timedelta(days=365 * (INQUIRY_RETENTION.years or 0))

MAIL_KNOWN: Final = timedelta(days=90)
"""For so long a mail that a server hands out again is known to be an inquiry already."""


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


def _mail_due(until: datetime, subject: UUID | None) -> Iterator[privacy.retention.Due]:
    if subject is None:
        mails = TakenMail.objects.all()
        yield from privacy.retention.rows_due(mails, at="at", kept=MAIL_KNOWN, until=until, subject=None)


def _forget_mails(page: Sequence[privacy.retention.Due], until: datetime) -> int:
    keys = [due.record for due in page]
    return TakenMail.objects.filter(pk__in=keys, at__lte=until - MAIL_KNOWN).delete()[0]


CLOCKS: Final = (
    privacy.retention.Clock(
        "inquiries.closed",
        "完了したお問い合わせ",
        "Closed inquiries",
        _due,
        privacy.retention.one_by_one(_forget),
        kept_for=INQUIRY_RETENTION,
    ),
    privacy.retention.Clock(
        "inquiries.taken-mail",
        "受け取ったメールの照合用の値",
        "Marks of mails that were taken",
        _mail_due,
        _forget_mails,
    ),
)
