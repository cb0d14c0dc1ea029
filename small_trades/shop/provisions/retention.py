"""Records of provision end after the three years of 個人情報保護法 29(2) and its Rules 21."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models.functions import Coalesce
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import RECORDS_RETENTION
from small_trades.shop.provisions.actions.forget import forget_case, forget_notice
from small_trades.shop.provisions.models import ProvisionCase, RecipientNotice

Due = privacy.retention.Due
Clock = privacy.retention.Clock


def _cases(until: datetime, subject: UUID | None) -> Iterator[Due]:
    rows = ProvisionCase.objects.annotate(ended=Coalesce("provided_at", "decided_at", "asked_at"))
    if subject is not None:
        rows = rows.filter(person=subject)
    for case in rows.order_by("pk").iterator():
        if (over := _over(case.ended)) <= until:
            yield Due(case.pk, case.subject, over)


def _notices(until: datetime, subject: UUID | None) -> Iterator[Due]:
    rows = RecipientNotice.objects.all()
    if subject is not None:
        rows = rows.filter(person=subject)
    for notice in rows.order_by("pk").iterator():
        if (over := _over(notice.answered_at or notice.made_at)) <= until:
            yield Due(notice.pk, None, over)


def _over(ended: datetime) -> datetime:
    """The first moment after the last day."""
    day = timezone.localdate(ended)
    last = RECORDS_RETENTION.kept_until(day) or day
    return timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))


def _forget_case(due: Due, until: datetime) -> bool:  # noqa: ARG001 - the clock's shape
    return forget_case(due.record)


def _forget_notice(due: Due, until: datetime) -> bool:  # noqa: ARG001 - the clock's shape
    return forget_notice(due.record)


one_by_one = privacy.retention.one_by_one
CLOCKS: Final = (
    Clock(
        "provisions.cases",
        "外部への提供の記録",
        "Records of provision",
        _cases,
        one_by_one(_forget_case),
        kept_for=RECORDS_RETENTION,
    ),
    Clock(
        "provisions.notices",
        "提供先への連絡の記録",
        "Word to recipients",
        _notices,
        one_by_one(_forget_notice),
    ),
)
