"""Rows of erased persons that came back with the data of a backup, and their end.

Data are restored, keys are not: what was erased since the backup lies in the tables again and opens no more.
Whoever is erased is known to the key store of today, by their number and by the receipt of their erasure.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import router, transaction

from small_trades.privacy import _record
from small_trades.privacy._actor import current_actor
from small_trades.privacy._broker import brokered
from small_trades.privacy._keys import epochs, store
from small_trades.privacy._keys.models import DataSubject
from small_trades.privacy._ledger import Event
from small_trades.privacy._rights.asking import verbs
from small_trades.privacy._rights.holding import models_of_persons
from small_trades.privacy._rights.models import Erasure, ErasureState
from small_trades.privacy._sweep import unreadable
from small_trades.privacy.errors import PrivacyError
from small_trades.privacy.fields import SUBJECT, SealedField

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from uuid import UUID

    from django.db.models import Model

    from small_trades.privacy._sweep import Unreadable

logger = logging.getLogger(__name__)
_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep found and did.

    `people` are erased persons of whom something lies in the tables, `rows` what was removed of them, `left`
    the records that do not open and stay, by model: of people not known to be erased (their own clocks end
    some), or of those a sweep could not finish; all of them after a dry run.
    """

    people: int
    rows: int
    left: Mapping[str, int]


def sweep_returned(*, dry_run: bool = False) -> Swept:
    """Remove the rows of erased persons by the steps of their erasure; `dry_run` only counts.

    Only who is known to be erased is touched: where the key store is another's or empty, nothing is. What
    a law keeps stays, as at the erasure. Each person in a transaction of their own; run again after a crash,
    it goes on with who is left. Somebody must be acting.
    """
    if current_actor() is None:
        _record.undeclared("nobody is acting: no request, no `acting_as`")
    found = unreadable()
    people = sorted(_erased({*_subjects_of(found), *_subjects_without_values()}))
    rows = 0
    if not dry_run:
        for at in range(0, len(people), _PAGE):
            rows += _sweep(people[at : at + _PAGE])
        found = unreadable()
    return Swept(len(people), rows, {one.model: len(one.records) for one in found})


def _sweep(people: Sequence[UUID]) -> int:
    _note(people)
    return sum(_forget(subject) for subject in people)


@brokered
def _note(people: Collection[UUID]) -> None:
    # Who had consents or a provision on record is named for as long as those are kept; the others cannot be.
    named = store.fetch((), people)[1]
    _record.write(_record.entries(Event.ERASURE, current_actor(), named, outcome="swept after a restore"))


def _forget(subject: UUID) -> int:
    try:
        with transaction.atomic():
            for end in verbs("subject_data", "end_sessions"):
                end(subject)
            return sum(forget(subject) for forget in verbs("subject_data", "forget"))
    except PrivacyError:
        logger.exception("rows of an erased person could not be removed; the next sweep tries again")
        return 0


def _erased(people: Iterable[UUID]) -> set[UUID]:
    wanted = list(people)
    found: set[UUID] = set()
    for at in range(0, len(wanted), _PAGE):
        found |= _erased_among(wanted[at : at + _PAGE])
    return found


@brokered
def _erased_among(people: Collection[UUID]) -> frozenset[UUID]:
    gone = DataSubject.objects.filter(pk__in=people, erased_at__isnull=False, adopted_by=None)
    receipts = Erasure.objects.exclude(state=ErasureState.UNDONE).filter(destroyed_at__isnull=False)
    told = receipts.filter(subject__in=people)
    return frozenset(gone.values_list("pk", flat=True)) | set(told.values_list("subject", flat=True))


def _subjects_of(found: Iterable[Unreadable]) -> Iterator[UUID]:
    for one in found:
        yield from one.subjects


def _subjects_without_values() -> Iterator[UUID]:
    """Whose rows hold no sealed value that could tell, in the tables that a backup brings back."""
    for model in models_of_persons():
        if not _has_values(model) and router.db_for_read(model) != epochs.STORE:
            rows = model._base_manager.order_by().values_list(SUBJECT, flat=True)  # noqa: SLF001 -- every row
            yield from rows.distinct().iterator(chunk_size=_PAGE)


def _has_values(model: type[Model]) -> bool:
    return any(isinstance(field, SealedField) for field in model._meta.concrete_fields)  # noqa: SLF001 -- Django's
