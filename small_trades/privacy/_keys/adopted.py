"""Persons who turned out to be one: whose records another person took over, and the keys to both their rows.

The rows of the ledger name whom they named when they were written, for good. Of an adopted person the RECORDS
key alone is left, and it goes wherever that of the person goes who adopted them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_trades.privacy._keys import store
from small_trades.privacy._keys.models import DataSubject, KeyRing, KeyState

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from small_trades.privacy._keys.store import LedgerKey


def adopted_by(subject: UUID) -> tuple[UUID, ...]:
    """Who was taken over by a person."""
    return tuple(DataSubject.objects.filter(adopted_by=subject).order_by("pk").values_list("pk", flat=True))


def adopters() -> dict[UUID, UUID]:
    """Everybody who was taken over, and by whom."""
    found = DataSubject.objects.filter(adopted_by__isnull=False)
    return dict(found.values_list("pk", "adopted_by_id").iterator())


def ledger_keys(subject: UUID) -> tuple[LedgerKey, ...]:
    """Of a person and of whom they took over, their own first; none once their own is destroyed."""
    others = adopted_by(subject)
    found = store.fetch((), {subject, *others})[1]
    if subject not in found:
        return ()
    return tuple(found[one] for one in (subject, *others) if one in found)


def unfinished(before: datetime) -> tuple[UUID, ...]:
    """Who was taken over before a moment and still has a key besides that of their records."""
    living = KeyRing.objects.exclude(state=KeyState.DESTROYED).exclude(key_class=store.RECORDS)
    over = living.filter(subject__adopted_by__isnull=False, subject__erased_at__lt=before)
    found = over.order_by("subject_id")
    return tuple(found.values_list("subject_id", flat=True).distinct())
