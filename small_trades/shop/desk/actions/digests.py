"""What those who work here are told by mail: once a day, and only where there is news."""

import datetime as dt
from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.utils import timezone

from small_trades.shop.desk.models import Digest, DigestKind, DigestLetter, Staff, ToldLow
from small_trades.shop.desk.roles import ERRORS_SCREEN, PRODUCTS_SCREEN
from small_trades.shop.faults.actions import tell as faults
from small_trades.shop.kernel.later import later
from small_trades.shop.products.queries.desk import low_ids, refilled_since
from small_trades.shop.site.queries import shop_facts

MORNING: Final = 7
"""No mail is made before this hour in Japan."""
KEPT: Final = dt.timedelta(days=30)


def tell_staff() -> None:
    """Make the mails of the day that are not made yet; a mail to each of those whose screen it is about."""
    now = timezone.now()
    if timezone.localtime(now).hour < MORNING:
        return
    wanted = shop_facts().staff_mails
    if wanted.faults and faults.has_news():
        _make(DigestKind.ERRORS, now, faults.mark_told, ERRORS_SCREEN)
    if wanted.low_stock and _fallen():
        _make(DigestKind.LOW_STOCK, now, _mark_low, PRODUCTS_SCREEN)
    Digest.objects.filter(made_at__lt=now - KEPT).delete()


def _make(
    kind: DigestKind, now: dt.datetime, mark: Callable[[dt.datetime], int], roles: frozenset[str]
) -> None:
    people = list(Staff.objects.filter(is_active=True, role__in=roles).values_list("pk", flat=True))
    if not people:
        return
    with transaction.atomic():
        # Whoever makes the row makes the mails: another worker waits here, and finds it made.
        digest, is_new = Digest.objects.get_or_create(
            kind=kind, day=timezone.localdate(now), defaults={"made_at": now}
        )
        if not is_new or not mark(now):
            return
        for staff_id in people:
            later("desk.send_digest", DigestLetter.objects.create(digest=digest, staff_id=staff_id).pk)


def _fallen() -> frozenset[int]:
    """What is low now and was in no mail since there was enough of it."""
    low = low_ids()
    told = dict(ToldLow.objects.filter(pk__in=low).values_list("pk", "told_at"))
    return (low - told.keys()) | refilled_since(told)


def _mark_low(at: dt.datetime) -> int:
    fallen = _fallen()
    ToldLow.objects.exclude(pk__in=low_ids()).delete()
    ToldLow.objects.bulk_create(
        [ToldLow(pk=variant_id, told_at=at) for variant_id in sorted(fallen)],
        update_conflicts=True,
        unique_fields=["variant"],
        update_fields=["told_at"],
    )
    return len(fallen)
