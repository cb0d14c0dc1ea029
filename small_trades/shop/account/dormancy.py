"""Registrations that nobody uses: which day counts as use, when their members are told, when they end.

The policy (ACCOUNT_RETENTION): unused for three years, the member is written to; thirty days later it is
erased. Any sign-in, any day of a session and any order is use, and begins the three years anew.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import UNUSED_NOTICE, UNUSED_YEARS
from small_trades.shop.account.models import Customer

Due = privacy.retention.Due
_FEBRUARY: Final = 2


def note_use(customer: Customer) -> None:
    """The member uses their registration today; written once a day. What they were told is over."""
    today = timezone.localdate()
    if customer.used_on != today or customer.notice_tried_on is not None:
        _used(Customer.objects.filter(pk=customer.pk), today)
        customer.used_on, customer.notice_tried_on, customer.noticed_at = today, None, None


def note_order(customer_id: UUID | None) -> None:
    """A member ordered today; a guest's order is nobody's use."""
    if customer_id is not None:
        _used(Customer.objects.filter(pk=customer_id), timezone.localdate())


def give_up_notices() -> int:
    """Forget that anybody was told, so that they are told anew; how many there were.

    For data of a backup: who signed in since then is not in it.
    """
    told = Customer.objects.filter(Q(notice_tried_on__isnull=False) | Q(noticed_at__isnull=False))
    return told.update(notice_tried_on=None, noticed_at=None)


def notice_on(used_on: date) -> date:
    """The day on which a member is told, `UNUSED_YEARS` after the last use; 1 March for 29 February."""
    try:
        return used_on.replace(year=used_on.year + UNUSED_YEARS)
    except ValueError:
        return date(used_on.year + UNUSED_YEARS, _FEBRUARY + 1, 1)


def erased_on(customer: Customer) -> date | None:
    """The day that a member was told; None for who was not told."""
    if customer.noticed_at is None:
        return None
    return timezone.localdate(customer.noticed_at) + UNUSED_NOTICE


def unused(until: datetime) -> QuerySet[Customer]:
    """Members whose last use lies so far back that they are, or were, to be told by then."""
    return Customer.objects.filter(
        verified_at__isnull=False, used_on__lte=_last_use(timezone.localdate(until))
    )


def to_tell(until: datetime) -> QuerySet[Customer]:
    """Those of them who were not told, and to whom nobody began to write on that day."""
    not_today = Q(notice_tried_on=None) | Q(notice_tried_on__lt=timezone.localdate(until))
    return unused(until).filter(not_today, noticed_at__isnull=True)


def to_erase(until: datetime) -> QuerySet[Customer]:
    """Those of them who were told thirty days before or earlier."""
    return unused(until).filter(noticed_at__lte=until - UNUSED_NOTICE)


def notices_due(until: datetime, subject: UUID | None) -> Iterator[Due]:
    """Members to be told. Who waits for something is not told yet."""
    for customer in _pages(to_tell(until), subject):
        day = datetime.combine(notice_on(customer.used_on), time())
        yield Due(customer.pk, customer.subject, timezone.make_aware(day))


def erasures_due(until: datetime, subject: UUID | None) -> Iterator[Due]:
    """Members who were told. Who waits for something stays until that has ended."""
    for customer in _pages(to_erase(until), subject):
        if customer.noticed_at is not None:
            yield Due(customer.pk, customer.subject, customer.noticed_at + UNUSED_NOTICE)


def _used(rows: QuerySet[Customer], today: date) -> None:
    rows.update(used_on=today, notice_tried_on=None, noticed_at=None)


def _last_use(today: date) -> date:
    """The latest day of use with `notice_on` today or before."""
    try:
        return today.replace(year=today.year - UNUSED_YEARS)
    except ValueError:
        return date(today.year - UNUSED_YEARS, _FEBRUARY, 28)


def _pages(rows: QuerySet[Customer], subject: UUID | None) -> Iterator[Customer]:
    found = (rows if subject is None else rows.filter(subject=subject)).order_by("pk")
    last: UUID | None = None
    while page := list((found if last is None else found.filter(pk__gt=last))[: privacy.retention.PAGE]):
        yield from (customer for customer in page if not privacy.rights.is_under_way(customer.subject))
        last = page[-1].pk
