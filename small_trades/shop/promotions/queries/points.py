"""Points as their member and the desk see them."""

import datetime as dt
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.functional import Promise

from small_trades import privacy
from small_trades.policy.groups import PointsReason
from small_trades.shop.promotions.kinds import ENTRY_NAMES, EntryKind
from small_trades.shop.promotions.models import PointsEntry

SOON: Final = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of points; `reason` opens to a PointsReason where the shop gave or took them."""

    kind: EntryKind
    name: str | Promise
    points: int
    at: dt.datetime
    expires_at: dt.datetime | None
    left: int
    order_code: str
    reason: privacy.Sealed[PointsReason] | None


@dataclass(frozen=True, slots=True)
class Expiring:
    """So many points that can be used until a moment."""

    points: int
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class PointsPage:
    """Points of one person: how many there are, what of them ends next, and what happened, latest first."""

    balance: int
    expiring: tuple[Expiring, ...]
    entries: tuple[Entry, ...]


def balance(subject: UUID) -> int:
    """How many points can be used now: what is past its day is not counted, whether it was swept or not."""
    left: int | None = _lots(subject).aggregate(sum=Sum("left"))["sum"]
    return left or 0


def expiring_soon(subject: UUID) -> tuple[Expiring, ...]:
    """What ends within sixty days, the next first."""
    rows = _lots(subject).filter(expires_at__lte=timezone.now() + SOON).order_by("expires_at")
    return tuple(
        Expiring(row["sum"], row["expires_at"]) for row in rows.values("expires_at").annotate(sum=Sum("left"))
    )


def count_entries(subject: UUID) -> int:
    """How many entries a person has."""
    return PointsEntry.objects.filter(subject=subject).count()


def points_page(subject: UUID, *, start: int = 0, stop: int | None = None) -> PointsPage:
    """The points of a person, with the entries from `start` to before `stop`."""
    rows = PointsEntry.objects.filter(subject=subject).order_by("-at", "-id")[start:stop]
    return PointsPage(
        balance=balance(subject),
        expiring=expiring_soon(subject),
        entries=tuple(_entry(row) for row in rows),
    )


def _lots(subject: UUID) -> QuerySet[PointsEntry]:
    return PointsEntry.objects.filter(subject=subject, left__gt=0, expires_at__gt=timezone.now())


def _entry(row: PointsEntry) -> Entry:
    kind = EntryKind(row.kind)
    return Entry(
        kind, ENTRY_NAMES[kind], row.points, row.at, row.expires_at, row.left, row.order_code, row.reason
    )
