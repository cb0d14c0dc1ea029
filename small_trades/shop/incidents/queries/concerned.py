"""Whom an incident concerns and what was seen of them: counts, from the ledger and the key store."""

from dataclasses import dataclass
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import POLICY
from small_trades.shop.incidents.models import Incident, IncidentKind


@dataclass(frozen=True, slots=True)
class Concerned:
    """Persons and items. `subjects` are those who can still be told; the erased are counted alone.

    `items` are names of groups with the number of persons of whom each was seen; "search" stands for an entry
    shown by a search. `is_open` is False where what was copied cannot be opened.
    """

    persons: int
    subjects: tuple[UUID, ...]
    erased: int
    attempts: int
    rows: int
    items: dict[str, int]
    is_open: bool


def concerned(incident: Incident) -> Concerned:
    """Measured now. Staff's own records do not count: they are not who the notices are for."""
    if incident.kind == IncidentKind.STORES:
        return _by_copy(incident)
    scope = privacy.breach_scope(
        since=incident.since, until=incident.until, actor_id=incident.actor_id, session=incident.session
    )
    return of_scope(scope)


def customers_of(scope: privacy.BreachScope) -> list[privacy.AffectedPerson]:
    """Everybody a scope concerns but the staff themselves."""
    return [person for person in scope.persons if not _is_staff(person)]


def of_scope(scope: privacy.BreachScope) -> Concerned:
    """The same figures from a scope already measured."""
    persons = customers_of(scope)
    return Concerned(
        persons=len(persons),
        subjects=tuple(person.subject for person in persons if person.subject is not None),
        erased=sum(person.subject is None for person in persons),
        attempts=scope.attempts,
        rows=scope.rows,
        items=privacy.BreachScope.items_of(persons),
        is_open=True,
    )


def _by_copy(incident: Incident) -> Concerned:
    copied = privacy.CopiedStores(
        data=incident.has_data, keys=incident.has_keys, key_encryption_key=incident.has_key_encryption_key
    )
    found = privacy.key_exposure(copied)
    subjects = privacy.living_subjects() if found.is_open else ()
    return Concerned(
        persons=found.persons,
        subjects=tuple(subjects),
        erased=0,
        attempts=0,
        rows=0,
        items=found.keys_by_class,
        is_open=found.is_open,
    )


def _is_staff(person: privacy.AffectedPerson) -> bool:
    """Whether all that was seen is somebody's own record as staff."""
    return person.purposes == {POLICY.purpose("0-staff").id}
