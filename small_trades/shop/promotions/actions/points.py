"""The ledger of points: every change is an entry, and the balance is always their sum.

An account's row is held first, so that whatever follows sees what others left; it is lowered by a conditional
update, so that it is never below zero on any engine. Points that end first go first.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import PointsReason
from small_trades.shop.kernel.do_each import do_each
from small_trades.shop.pricing.errors import NotEnoughPoints
from small_trades.shop.promotions.kinds import EntryKind
from small_trades.shop.promotions.models import PointsAccount, PointsEntry, PointsTaking
from small_trades.shop.promotions.queries.points import balance
from small_trades.shop.promotions.queries.running import rules

RETURNED_FOR: Final = dt.timedelta(days=30)
"""Points that come back can be used for so long at least, even where they would have ended meanwhile."""
MOST_POINTS: Final = 1_000_000
"""As many as the desk gives or takes at once."""


def use(subject: UUID, points: int, *, order_id: UUID, order_code: str) -> None:
    """Use points for an order, in the order's transaction.

    Raises:
        NotEnoughPoints: the person has fewer; nothing was changed.
    """
    with transaction.atomic():
        _hold(subject)
        _expire(subject)
        if points > balance(subject):
            raise NotEnoughPoints(balance(subject))
        _less(subject, EntryKind.USED, points, order_id=order_id, order_code=order_code)


def give_back(order_id: UUID, *, most: int | None = None) -> int:
    """Give back what an order had used; how many. Doing so again changes nothing.

    `most`: so many of them are back after that; None: all, as the order was given up.
    """
    used = PointsEntry.objects.filter(order_id=order_id, kind=EntryKind.USED).first()
    if used is None:
        return 0
    with transaction.atomic():
        _hold(used.subject)
        back = _sum(order_id, EntryKind.RETURNED)
        wanted = max(0, (-used.points if most is None else min(most, -used.points)) - back)
        left = wanted
        least = timezone.now() + RETURNED_FOR
        for taking in used.takings.select_related("lot").order_by("pk"):
            known = min(back, taking.points)
            number = min(taking.points - known, left)
            back, left = back - known, left - number
            if number:
                ends = max(least, taking.lot.expires_at or least)
                _more(
                    used.subject,
                    EntryKind.RETURNED,
                    number,
                    ends,
                    order_id=order_id,
                    order_code=used.order_code,
                )
    return wanted


def earn(subject: UUID, points: int, *, order_id: UUID, order_code: str) -> bool:
    """Credit what an order earned, once; False where it earned nothing or was credited before."""
    with transaction.atomic():
        if points < 1:
            return False
        _hold(subject)
        if PointsEntry.objects.filter(order_id=order_id, kind=EntryKind.EARNED).exists():
            return False
        _more(subject, EntryKind.EARNED, points, _end(), order_id=order_id, order_code=order_code)
    return True


def take_back(order_id: UUID, *, but: int = 0) -> int:
    """Take back what an order earned beyond `but`, as far as it is still there; how many. Each only once."""
    earned = PointsEntry.objects.filter(order_id=order_id, kind=EntryKind.EARNED).first()
    if earned is None:
        return 0
    with transaction.atomic():
        _hold(earned.subject)
        _expire(earned.subject)
        surplus = earned.points - but + _sum(order_id, EntryKind.TAKEN_BACK)
        number = min(surplus, balance(earned.subject))
        if number < 1:
            return 0
        _less(
            earned.subject,
            EntryKind.TAKEN_BACK,
            number,
            order_id=order_id,
            order_code=earned.order_code,
        )
    return number


def change(subject: UUID, points: int, *, reason: PointsReason, staff_id: UUID) -> None:
    """The desk gives points (or takes them, below zero), with a reason the person can read.

    Raises:
        NotEnoughPoints: there are fewer to take; nothing was changed.
        ValueError: the number is zero or beyond a million.
    """
    if not 0 < abs(points) <= MOST_POINTS:
        raise ValueError(f"between one and {MOST_POINTS} points")
    with transaction.atomic():
        _hold(subject)
        _expire(subject)
        if points > 0:
            entry = _more(subject, EntryKind.GIVEN, points, _end(), staff_id=staff_id, save=False)
        else:
            if -points > balance(subject):
                raise NotEnoughPoints(balance(subject))
            entry = _less(subject, EntryKind.TAKEN, -points, staff_id=staff_id)
        privacy.collect(entry, notice="points", reason=reason)
        entry.save()


def expire_due(now: dt.datetime) -> int:
    """Let everything end that is past its day; how many persons had something.

    Raises:
        LeftStandingError: some met an error that nobody expected, each logged; those of all others ended.
    """
    due = PointsEntry.objects.filter(left__gt=0, expires_at__lte=now).values_list("subject", flat=True)
    return do_each(sorted(set(due)), _expire_held, or_else="points could not end")


@transaction.atomic
def _expire_held(subject: UUID) -> bool:
    _hold(subject)
    _expire(subject)
    return True


def _hold(subject: UUID) -> None:
    PointsAccount.objects.get_or_create(subject=subject)
    PointsAccount.objects.select_for_update().get(subject=subject)


def _expire(subject: UUID) -> None:
    over = PointsEntry.objects.filter(subject=subject, left__gt=0, expires_at__lte=timezone.now())
    points = sum(over.values_list("left", flat=True))
    if points:
        _less(subject, EntryKind.EXPIRED, points, of=over)


def _more(
    subject: UUID, kind: EntryKind, points: int, ends: dt.datetime, *, save: bool = True, **about: Any
) -> PointsEntry:
    PointsAccount.objects.filter(subject=subject).update(balance=F("balance") + points)
    entry = PointsEntry(
        subject=subject, kind=kind, points=points, left=points, expires_at=ends, at=timezone.now(), **about
    )
    if save:
        entry.save(force_insert=True)
    return entry


def _less(
    subject: UUID, kind: EntryKind, points: int, *, of: Iterable[PointsEntry] | None = None, **about: Any
) -> PointsEntry:
    enough = PointsAccount.objects.filter(subject=subject, balance__gte=points)
    if not enough.update(balance=F("balance") - points):
        raise NotEnoughPoints(balance(subject))
    entry = PointsEntry.objects.create(subject=subject, kind=kind, points=-points, at=timezone.now(), **about)
    lots = of if of is not None else PointsEntry.objects.filter(subject=subject, left__gt=0)
    _take(entry, sorted(lots, key=lambda lot: (lot.expires_at or lot.at, lot.at, lot.pk)))
    return entry


def _sum(order_id: UUID, kind: EntryKind) -> int:
    found = PointsEntry.objects.filter(order_id=order_id, kind=kind).aggregate(sum=Sum("points"))
    return int(found["sum"] or 0)


def _take(entry: PointsEntry, lots: Iterable[PointsEntry]) -> None:
    wanted = -entry.points
    for lot in lots:
        number = min(lot.left, wanted)
        if number:
            PointsEntry.objects.filter(pk=lot.pk).update(left=F("left") - number)
            PointsTaking.objects.create(entry=entry, lot=lot, points=number)
            wanted -= number


def _end() -> dt.datetime:
    return timezone.now() + dt.timedelta(days=rules().kept_days)
