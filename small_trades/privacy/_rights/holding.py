# ruff: noqa: SLF001 -- `_meta` is Django's own description of a model; a handle's insides are the engine's
"""One map for export and erasure: what is erased was exported, and what is held is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps

from small_trades.privacy._crypto import read_header
from small_trades.privacy._keys import store
from small_trades.privacy._person import iter_held
from small_trades.privacy._rights.asking import modules
from small_trades.privacy._rights.words import GONE_NOW, Fate, Outcome, kept_until
from small_trades.privacy.fields import SUBJECT, SealedField, SubjectField

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from django.db.models import Model

    from small_trades.privacy._person import Held


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is held, and what becomes of it when the person is erased."""

    held: Held
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What an erasure would do today. An entry is in exactly one of the three."""

    gone_now: tuple[Entry, ...]
    kept: tuple[Entry, ...]
    waiting: tuple[Entry, ...]

    @property
    def last_day(self) -> date | None:
        """The day on which the last of what is kept goes; None where nothing is kept."""
        return max((entry.outcome.until for entry in self.kept if entry.outcome.until), default=None)


def entries(subject: UUID) -> tuple[Entry, ...]:
    """Everything that is held about a person, with its outcome."""
    return tuple(iter_entries(subject))


def iter_entries(subject: UUID) -> Iterator[Entry]:
    """The same, one after the other: apps that answer with an iterator are asked for a little at a time."""
    return (Entry(thing, outcome_of(thing)) for thing in iter_held(subject))


def preview_erasure(subject: UUID) -> ErasurePreview:
    """What would go at once, what would stay until when and by which law, what would have to end first."""
    found = entries(subject)
    by_fate = {fate: tuple(entry for entry in found if entry.outcome.fate == fate) for fate in Fate}
    return ErasurePreview(by_fate[Fate.GONE_NOW], by_fate[Fate.KEPT_UNTIL], by_fate[Fate.WAITING_FOR])


def outcome_of(thing: Held) -> Outcome:
    """What the app says; where it says nothing, what the retention of the values does.

    Values whose retention names a law are kept until the entry's day, everything else goes.
    """
    if thing.on_erasure is not None:
        return thing.on_erasure
    laws = [value._field.kept_for for value in thing.sealed if value._field.kept_for.law_ja]
    if laws and thing.kept_until is not None:
        return kept_until(thing.kept_until, because_ja=laws[0].law_ja, because_en=laws[0].law_en)
    return GONE_NOW


def classes_of(found: tuple[Entry, ...]) -> dict[str, list[Outcome]]:
    """For each class of keys, the outcomes of the entries that have a value sealed under it."""
    ids = {read_header(value._blob).key_id for entry in found for value in entry.held.sealed}
    keys = store.fetch(ids, ())[0]
    asked: dict[str, list[Outcome]] = {}
    for entry in found:
        own = {keys[key_id].key_class for key_id in _key_ids(entry) if key_id in keys}
        for key_class in own:
            asked.setdefault(key_class, []).append(entry.outcome)
    return asked


def uncovered() -> list[str]:
    """Models with a person in them that no `subject_data` of their app covers, by label; empty is right."""
    covered = {model for module in modules()["subject_data"] for model in getattr(module, "COVERS", ())}
    return sorted(model._meta.label for model in models_of_persons() if model not in covered)


def unmapped(subject: UUID) -> list[str]:
    """Sealed values in a person's rows that the map does not name, by model and column; empty is right."""
    known = {place for entry in entries(subject) for place in _places(entry.held)}
    return sorted(
        str(value._field) for value in sealed_of(subject) if (value._field.place, value._record) not in known
    )


def _places(thing: Held) -> Iterator[tuple[bytes, UUID | None]]:
    yield from ((value._field.place, value._record) for value in thing.sealed)
    yield from ((file.field.place, file.record) for file in thing.files)


def models_of_persons() -> Iterator[type[Model]]:
    """Every model of every installed app that has a SubjectField or a SealedField."""
    for model in apps.get_models():
        if any(isinstance(field, SubjectField | SealedField) for field in model._meta.concrete_fields):
            yield model


def sealed_of(subject: UUID) -> Iterator[Any]:
    """Every sealed value in every row of a person, whichever app it belongs to."""
    for model in models_of_persons():
        fields = [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]
        if fields:
            for row in model._default_manager.filter(**{SUBJECT: subject}):
                yield from (value for field in fields if (value := getattr(row, field.attname)) is not None)


def _key_ids(entry: Entry) -> set[bytes]:
    return {read_header(value._blob).key_id for value in entry.held.sealed}
