"""The engine's own clocks: keys whose years, holds and uses are over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from django.apps import apps
from django.db.models import Exists, OuterRef
from django.utils import timezone

from small_trades.privacy import _ledger as ledger
from small_trades.privacy._broker import brokered
from small_trades.privacy._keys import ending, store, years
from small_trades.privacy._keys.adopted import ledger_keys
from small_trades.privacy._keys.models import KeyRing, KeyState
from small_trades.privacy._policy import policy
from small_trades.privacy._retention import PAGE, Clock, Due, every_page, one_by_one
from small_trades.privacy.fields import SUBJECT, SealedField

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from django.db.models import Model, QuerySet

    from small_trades.privacy.vocabulary import Retention

    _Page = tuple[tuple[UUID, UUID, datetime], ...]
    """Keys in order of their ids: the id, whose it is, and a moment."""


def _years_due(until: datetime, subject: UUID | None) -> Iterator[Due]:
    if subject is None:
        for key_class in ending.years_ended(timezone.localdate(until)):
            yield Due(key_class, None, _after(years.ends_on(key_class)))
        return
    for key_class in _classes_of(subject):
        ends = years.ends_on(key_class)
        if ends is not None and ends < timezone.localdate(until):
            yield Due(key_class, subject, _after(ends))


@brokered
def _classes_of(subject: UUID) -> tuple[str, ...]:
    rings = KeyRing.objects.filter(subject_id=subject).exclude(state=KeyState.DESTROYED)
    return tuple(rings.order_by("key_class").values_list("key_class", flat=True))


def _end_year(due: Due, _until: datetime) -> bool:
    if due.subject is None:
        ending.destroy_year(due.record)
        return True
    return store.destroy(due.subject, classes=[due.record]) > 0


def _holds_due(until: datetime, subject: UUID | None) -> Iterator[Due]:
    for whose, key_class, last_day in ending.holds_ended(timezone.localdate(until)):
        if subject in {None, whose}:
            yield Due(key_class, whose, _after(last_day))


def _end_hold(due: Due, _until: datetime) -> bool:
    return due.subject is not None and store.destroy(due.subject, classes=[due.record]) > 0


def _idle_due(until: datetime, subject: UUID | None) -> Iterator[Due]:
    """Keys of classes with a term, older than it, under which nothing of the person is kept any more."""
    for kept in policy().retention:
        if not kept.by_fiscal_year and kept.id != store.RECORDS and _least(kept) is not None:
            for _, whose, made_at in every_page(partial(_idle_page, kept.id, until, subject)):
                over = _after(kept.kept_until(timezone.localdate(made_at)))
                if over <= until and not _is_in_use(whose, kept):
                    yield Due(kept.id, whose, over)


@brokered
def _idle_page(class_id: str, until: datetime, subject: UUID | None, last: UUID | None) -> _Page:
    rings = _rings(policy().retention_class(class_id), until, subject)
    return tuple((ring.pk, ring.subject_id, ring.made_at) for ring in _page(rings, last))


def _end_idle(due: Due, _until: datetime) -> bool:
    kept = policy().retention_class(due.record)
    if due.subject is None or _is_in_use(due.subject, kept):
        return False
    return store.destroy(due.subject, classes=[kept.id]) > 0


def _records_due(until: datetime, subject: UUID | None) -> Iterator[Due]:
    """Persons of whom nothing but their records is left, and whose last record is older than its term."""
    kept = next((kept for kept in policy().retention if kept.id == store.RECORDS), None)
    if kept is None:
        return
    for ring, whose, over in every_page(partial(_records_page, until, subject)):
        if over <= until:
            yield Due(ring, whose, over)


@brokered
def _records_page(until: datetime, subject: UUID | None, last: UUID | None) -> _Page:
    kept = policy().retention_class(store.RECORDS)
    others = KeyRing.objects.filter(subject_id=OuterRef("subject_id")).exclude(key_class=store.RECORDS)
    # Of whom another took over, the key goes with that one's.
    own = _rings(kept, until, subject).filter(subject__adopted_by=None)
    alone = own.exclude(Exists(others.exclude(state=KeyState.DESTROYED)))
    return tuple((ring.pk, ring.subject_id, _records_over(ring, kept)) for ring in _page(alone, last))


def _records_over(ring: KeyRing, kept: Retention) -> datetime:
    tags = [key.tag for key in ledger_keys(ring.subject_id)]
    newest = ledger.rows_for(*tags, limit=1) if tags else ()
    last = max([ring.made_at, *(row.at for row in newest)])
    return _after(kept.kept_until(timezone.localdate(last)))


def _end_records(due: Due, _until: datetime) -> bool:
    return due.subject is not None and store.destroy(due.subject) > 0


def _rings(kept: Retention, until: datetime, subject: UUID | None) -> QuerySet[KeyRing]:
    """Active keys of the class, of one person where one is given, that may be older than its term."""
    term = _least(kept)
    rings = KeyRing.objects.filter(key_class=kept.id, state=KeyState.ACTIVE)
    if term is not None:
        rings = rings.filter(made_at__lte=until - term)
    return rings if subject is None else rings.filter(subject_id=subject)


def _least(kept: Retention) -> timedelta | None:
    """No term of this retention is shorter; None when it has none."""
    if kept.years is not None:
        return timedelta(days=365 * kept.years)
    return timedelta(days=kept.days) if kept.days is not None else None


def _page(rings: QuerySet[KeyRing], last: UUID | None) -> QuerySet[KeyRing]:
    return (rings if last is None else rings.filter(pk__gt=last)).order_by("pk")[:PAGE]


def _is_in_use(subject: UUID, kept: Retention) -> bool:
    return any(model.objects.filter(**{SUBJECT: subject}).exists() for model in _models(kept))  # type: ignore[attr-defined] # every model of ours has `objects`


def _models(kept: Retention) -> list[type[Model]]:
    return [model for model in apps.get_models() if kept.id in _classes(model)]


def _classes(model: type[Model]) -> set[str]:
    fields = model._meta.fields  # noqa: SLF001 -- how Django documents a model's own description
    return {field.kept_for.id for field in fields if isinstance(field, SealedField)}


def _after(last_day: date | None) -> datetime:
    """The first moment after a day; of no day, never."""
    if last_day is None:
        return datetime.max.replace(tzinfo=timezone.get_current_timezone())
    return timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time()))


CLOCKS: Final = (
    Clock("keys.years", "事業年度の鍵", "Keys of business years", _years_due, one_by_one(_end_year)),
    Clock("keys.holds", "法令により保管した鍵", "Keys held by law", _holds_due, one_by_one(_end_hold)),
    Clock("keys.idle", "使われなくなった鍵", "Keys nothing uses", _idle_due, one_by_one(_end_idle)),
    Clock("keys.records", "利用の記録の鍵", "Keys of records", _records_due, one_by_one(_end_records)),
)
