"""What stands now, as decisions ask for it: many persons at once, remembered for a second at most."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from django.db import connections

from small_trades.privacy._consents.models import Closure, Consent
from small_trades.privacy._keys.cache import ShortLived
from small_trades.privacy._keys.epochs import STORE
from small_trades.privacy.vocabulary import ActorKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from uuid import UUID

    from small_trades.privacy.vocabulary import Purpose

K = TypeVar("K")
V = TypeVar("V")
_PERSONS_PER_QUERY: Final = 10_000  # SQLite takes some 32,000 parameters
SHOP: Final = frozenset({ActorKind.STAFF, ActorKind.SYSTEM})
"""Everybody but the person: visitors and customers act for themselves."""


@dataclass(frozen=True, slots=True)
class Closed:
    """One standing objection or restriction. `purposes` None: all; `record` None: all of the person's."""

    is_objection: bool
    purposes: frozenset[str] | None
    actors: frozenset[str]
    record: UUID | None

    def reaches(self, purpose: Purpose, record: UUID | None) -> bool:
        """Whether it is about this purpose, or the one that purpose is incidental to, and this record."""
        if self.record is not None and self.record != record:
            return False
        served = purpose.incidental_to
        return (
            self.purposes is None
            or purpose.id in self.purposes
            or (served is not None and served.id in self.purposes)
        )


_closures: ShortLived[UUID, tuple[Closed, ...]] = ShortLived()
_consents: ShortLived[tuple[UUID, str], frozenset[int]] = ShortLived()


def closures(subjects: Collection[UUID]) -> Mapping[UUID, tuple[Closed, ...]]:
    """Per person, the objections and restrictions that stand."""
    known = _closures.get_many(subjects)
    missing = [subject for subject, found in known.items() if found is None]
    for some in _portions(missing):
        read_at = time.monotonic()
        found: dict[UUID, list[Closed]] = {subject: [] for subject in some}
        for row in Closure.objects.filter(subject_id__in=some, lifted_at=None):
            found[row.subject_id].append(_closed(row))
        for subject, rows in found.items():
            known[subject] = tuple(rows)
            _remember(_closures, subject, tuple(rows), read_at)
    return {subject: rows or () for subject, rows in known.items()}


def consented(subjects: Iterable[UUID], purpose_id: str) -> Mapping[UUID, frozenset[int]]:
    """Per person, the versions of the policy under which a standing consent to the purpose was given."""
    known = _consents.get_many((subject, purpose_id) for subject in subjects)
    missing = [subject for (subject, _), found in known.items() if found is None]
    for some in _portions(missing):
        read_at = time.monotonic()
        found: dict[UUID, set[int]] = {subject: set() for subject in some}
        rows = Consent.objects.filter(subject_id__in=some, purpose=purpose_id, withdrawn_at=None)
        for subject, version in rows.values_list("subject_id", "policy_version"):
            found[subject].add(version)
        for subject, versions in found.items():
            known[subject, purpose_id] = frozenset(versions)
            _remember(_consents, (subject, purpose_id), frozenset(versions), read_at)
    return {subject: versions or frozenset() for (subject, _), versions in known.items()}


def forget_cached() -> None:
    """Drop what this process remembers."""
    _closures.clear()
    _consents.clear()


def _closed(row: Closure) -> Closed:
    return Closed(
        is_objection=row.is_objection,
        purposes=frozenset(row.purposes.split()) or None,
        actors=frozenset(row.actors.split()) or SHOP,
        record=row.record,
    )


def _portions(subjects: list[UUID]) -> Iterable[list[UUID]]:
    return (subjects[at : at + _PERSONS_PER_QUERY] for at in range(0, len(subjects), _PERSONS_PER_QUERY))


def _remember(cache: ShortLived[K, V], key: K, value: V, read_at: float) -> None:
    # What a transaction that may yet be rolled back has written must not be believed after it.
    if not connections[STORE].in_atomic_block:
        cache.put(key, value, read_at=read_at)
