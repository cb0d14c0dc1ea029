"""What lies in the stores and opens no more: rows of erased persons, as a restored backup has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps

from small_trades.privacy import _record
from small_trades.privacy._broker import brokered
from small_trades.privacy._crypto import read_header
from small_trades.privacy._keys import store
from small_trades.privacy._keys.models import KeyState
from small_trades.privacy._ledger import Event
from small_trades.privacy.errors import Tampered
from small_trades.privacy.fields import SUBJECT, SealedField

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from uuid import UUID

    from django.db.models import Model

_PAGE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Records of a model (`orders.Order`) of which no sealed value opens any more, and whose they were."""

    model: str
    records: tuple[UUID, ...]
    subjects: frozenset[UUID]


def unreadable() -> tuple[Unreadable, ...]:
    """Every record with sealed values whose keys are all destroyed or unknown. Opens nothing."""
    found = []
    for model in apps.get_models():
        options = model._meta  # noqa: SLF001 -- how Django documents a model's own description
        columns = _light([field for field in options.fields if isinstance(field, SealedField)])
        gone = list(_gone(model, columns)) if columns else []
        if gone:
            records = tuple(record for record, _ in gone)
            found.append(Unreadable(options.label, records, frozenset(whose for _, whose in gone)))
    return tuple(found)


@brokered
def note_shop_event(outcome: str, *, tag: bytes | None = None) -> None:
    """A ledger row about the shop and no person: a restore, a drill. `tag` (16 bytes) finds it again."""
    _record.write_about_shop(Event.KEYS, outcome, tag=tag)


def _light(columns: list[SealedField[Any, Any]]) -> list[SealedField[Any, Any]]:
    """Without files where something else says whose key it is: a page of them would fill the memory."""
    return [field for field in columns if not field.is_file] or columns


def _gone(model: type[Model], columns: list[SealedField[Any, Any]]) -> Iterator[tuple[UUID, UUID]]:
    names = [field.attname for field in columns]
    rows = model._base_manager.only("pk", SUBJECT, *names).order_by("pk")  # noqa: SLF001 -- every row, whatever a manager of its own hides
    last: UUID | None = None
    while page := list((rows if last is None else rows.filter(pk__gt=last))[:_PAGE]):
        ids = {row.pk: list(_key_ids(row, columns)) for row in page}
        living = _living({key_id for found in ids.values() for key_id in found})
        for row in page:
            if ids[row.pk] and living.isdisjoint(ids[row.pk]):
                yield row.pk, getattr(row, SUBJECT)
        last = page[-1].pk


@brokered
def _living(key_ids: Collection[bytes]) -> set[bytes]:
    keys = store.fetch(key_ids, ())[0]
    return {key_id for key_id, key in keys.items() if key.state != KeyState.DESTROYED}


def _key_ids(row: Model, columns: list[SealedField[Any, Any]]) -> Iterator[bytes]:
    for field in columns:
        sealed = getattr(row, field.attname)
        if sealed is not None:
            try:
                yield read_header(sealed._blob).key_id  # noqa: SLF001 -- the engine's own handle
            except Tampered:
                # Whoever opens it raises the alarm; it is no erased person's value.
                continue
