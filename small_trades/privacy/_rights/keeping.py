"""How long requests and receipts of erasures are kept: as records, from the day they ended."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from small_trades.privacy._broker import brokered
from small_trades.privacy._keys.epochs import STORE
from small_trades.privacy._keys.store import RECORDS
from small_trades.privacy._policy import policy
from small_trades.privacy._retention import PAGE, Due, every_page
from small_trades.privacy._rights.models import Erasure, RightsRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from django.db.models import QuerySet

    _Page = tuple[tuple[UUID, UUID, datetime | None], ...]
    """Rows in order of their ids: the id, whose it is, and when its time is over; None is never."""


def requests_due(until: datetime, subject: UUID | None = None) -> Iterator[Due]:
    """Requests that ended long enough before `until`, of one person where one is given; open ones never.

    How long is the policy's retention class `RECORDS`; one without an end makes none due.
    """
    return _due(partial(_requests_page, until, subject), until)


@brokered
def _requests_page(until: datetime, subject: UUID | None, last: UUID | None) -> _Page:
    return _page(RightsRequest.objects.all(), until, subject, last)


@brokered
def forget_request(request_id: UUID, *, until: datetime) -> bool:
    """Delete one request that is due at `until`; whether there was one. The receipt of its erasure stays."""
    with transaction.atomic(using=STORE):
        row = RightsRequest.objects.select_for_update().filter(pk=request_id).first()
        if row is None or not _is_due(row.ended_at, until):
            return False
        Erasure.objects.filter(request=row).update(request=None)
        row.delete()
    return True


def receipts_due(until: datetime, subject: UUID | None = None) -> Iterator[Due]:
    """The same for receipts of erasures that are done or were called back."""
    return _due(partial(_receipts_page, until, subject), until)


@brokered
def _receipts_page(until: datetime, subject: UUID | None, last: UUID | None) -> _Page:
    return _page(Erasure.objects.all(), until, subject, last)


@brokered
def forget_receipt(erasure_id: UUID, *, until: datetime) -> bool:
    """Delete one receipt that is due at `until`; whether there was one."""
    with transaction.atomic(using=STORE):
        row = Erasure.objects.select_for_update().filter(pk=erasure_id).first()
        if row is None or not _is_due(row.ended_at, until):
            return False
        row.delete()
    return True


def _due(ask: Callable[[UUID | None], _Page], until: datetime) -> Iterator[Due]:
    for record, whose, over in every_page(ask):
        if over is not None and over <= until:
            yield Due(record, whose, over)


def _page(
    rows: QuerySet[RightsRequest] | QuerySet[Erasure],
    until: datetime,
    subject: UUID | None,
    last: UUID | None,
) -> _Page:
    """The next rows that may be due."""
    least = _least()
    if least is None:
        return ()
    ended = rows.filter(ended_at__lte=until - least)
    if subject is not None:
        ended = ended.filter(subject=subject)
    if last is not None:
        ended = ended.filter(pk__gt=last)
    found = ended.order_by("pk").values_list("pk", "subject", "ended_at")[:PAGE]
    return tuple((pk, whose, _over(ended_at)) for pk, whose, ended_at in found if ended_at is not None)


def _is_due(ended_at: datetime | None, until: datetime) -> bool:
    over = _over(ended_at) if ended_at is not None else None
    return over is not None and over <= until


def _least() -> timedelta | None:
    """No term of a record is shorter; None where records have no end."""
    kept = policy().retention_class(RECORDS)
    if kept.years is not None:
        return timedelta(days=365 * kept.years)
    return timedelta(days=kept.days) if kept.days is not None else None


def _over(ended_at: datetime) -> datetime | None:
    """The first moment after the last day on which what ended then is kept: three years have leap days."""
    last_day = policy().retention_class(RECORDS).kept_until(timezone.localdate(ended_at))
    if last_day is None:
        return None
    return timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time()))
