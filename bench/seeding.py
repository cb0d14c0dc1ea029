"""Persons by the hundred thousand, as the engine makes them one by one: with keys of their own that open."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

AT_ONCE = 5_000


def new_subjects(count: int) -> dict[UUID, Any]:
    """So many new persons, each with the key that their ledger rows are sealed under."""
    from small_trades.privacy._keys import store  # noqa: PLC0415 - needs settings

    made = [subject for at in range(0, count, AT_ONCE) for subject in _some(min(AT_ONCE, count - at))]
    return store.fetch((), made)[1]


def _some(count: int) -> Iterator[UUID]:
    from django.db import transaction  # noqa: PLC0415 - needs settings

    from small_trades.privacy._crypto import random_key, wrap  # noqa: PLC0415
    from small_trades.privacy._keys import store  # noqa: PLC0415
    from small_trades.privacy._keys.epochs import open_epochs  # noqa: PLC0415
    from small_trades.privacy._keys.models import DataSubject, KeyRing  # noqa: PLC0415

    with transaction.atomic(using="keys"):
        known = open_epochs()
        people = DataSubject.objects.bulk_create(DataSubject() for _ in range(count))
        rings = []
        for person in people:
            ring = KeyRing(pk=uuid4(), subject=person, key_class=store.RECORDS, epoch=known.current)
            ring.wrapped = wrap(known.cipher(known.current), random_key(), store.place_of(ring))
            rings.append(ring)
        KeyRing.objects.bulk_create(rings)
    yield from (person.pk for person in people)
