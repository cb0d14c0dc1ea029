"""Terms that end: business years whose keys die together, and holds whose law has been served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from small_trades.privacy import _record
from small_trades.privacy._actor import current_actor
from small_trades.privacy._broker import PATIENT, brokered
from small_trades.privacy._keys import store, years
from small_trades.privacy._keys.epochs import STORE
from small_trades.privacy._keys.models import KeyRing, KeyState, LookUpRow
from small_trades.privacy._ledger import Event
from small_trades.privacy.errors import RefusalReason, Refused, Undeclared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID


@brokered
def years_ended(today: date) -> tuple[str, ...]:
    """Business years whose records nothing asks for any more, in order."""
    ends = ((key_class, years.ends_on(key_class)) for key_class in years.living())
    return tuple(key_class for key_class, until in ends if until is not None and until < today)


@brokered
def holds_ended(today: date) -> tuple[tuple[UUID, str, date], ...]:
    """Of keys that were held until a day before today: person, class and that day."""
    rings = KeyRing.objects.filter(state=KeyState.HELD, held_until__lt=today).order_by("pk")
    return tuple((ring.subject_id, ring.key_class, ring.held_until) for ring in rings if ring.held_until)


@brokered
def held_until(subject: UUID) -> dict[str, date]:
    """Of a person's keys that are held by law alone: the class, and the day until which."""
    rings = KeyRing.objects.filter(subject_id=subject, state=KeyState.HELD).exclude(held_until=None)
    return {ring.key_class: ring.held_until for ring in rings.order_by("key_class") if ring.held_until}


@brokered(seconds=PATIENT)
def destroy_year(key_class: str) -> int:
    """Destroy the secret of a business year, and every key of that year with it; returns how many there were.

    The rows in the ledger, one for each thousand persons, are durable before. Idempotent. Raises Undeclared
    for a class that knows no years, Refused while law and policy still ask for the year's records.
    """
    if not years.is_year(key_class):
        raise Undeclared(f"{key_class} is not a business year of a declared retention")
    until = years.ends_on(key_class)
    if until is None or until >= timezone.localdate():
        raise Refused(RefusalReason.HELD_BY_LAW, f"{key_class} is kept until {until}")
    _tell(key_class)
    rings = KeyRing.objects.filter(key_class=key_class).exclude(state=KeyState.DESTROYED)
    with transaction.atomic(using=STORE):
        years.destroy(key_class)
        count = rings.update(state=KeyState.DESTROYED, wrapped=None, destroyed_at=timezone.now())
        LookUpRow.objects.filter(subject_class=key_class).delete()
        store.bump_generation()
    store.forget_cached()
    return count


def _tell(key_class: str) -> None:
    is_told = False
    for persons in _persons(key_class):
        people = store.fetch((), persons)[1]
        _record.write(
            _record.entries(Event.ERASURE, current_actor(), people, outcome=f"year destroyed: {key_class}")
        )
        is_told = True
    if not is_told and key_class in years.living():
        _record.write_about_shop(Event.ERASURE, f"year destroyed: {key_class}")


def _persons(key_class: str) -> Iterator[list[UUID]]:
    last: UUID | None = None
    while True:
        later = Q(subject_id__gt=last) if last is not None else Q()
        rings = KeyRing.objects.filter(later, key_class=key_class).exclude(state=KeyState.DESTROYED)
        page = list(
            rings.order_by("subject_id").values_list("subject_id", flat=True)[: _record.SUBJECTS_PER_ROW]
        )
        if not page:
            return
        yield page
        last = page[-1]
