"""A breach, measured: who was seen, which items, how often; and what a copied store gives away.

    scope = privacy.breach_scope(since=monday, until=tuesday, actor_id=staff.pk)
    len(scope.persons)               # 37 persons; scope.persons[0].exposures says what of them was seen

Opening is told apart from exposed keys: whoever copies a store without the key-encryption key has opened
nobody (APPI 26(1), Enforcement Rules 7: data kept safe by strong encryption with separate keys is exempt).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from small_trades.privacy import _ledger as ledger
from small_trades.privacy._broker import PATIENT, brokered
from small_trades.privacy._keys import store
from small_trades.privacy._ledger import Event

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

SEEN: Final = frozenset({Event.USE, Event.SEARCH, Event.DISCLOSURE})
"""Events by which somebody got to see or have something. A refusal or a failed attempt is none."""
ASKED: Final = frozenset({Event.REFUSAL, Event.TAMPER})
"""Events by which somebody was to be seen and was not."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """One way in which something of a person was seen or given away, how often and between when."""

    event: Event
    purpose: str
    groups: tuple[str, ...]
    recipient: str
    outcome: str
    times: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class AffectedPerson:
    """A person of whom something was seen; `subject` is None for somebody erased since."""

    subject: UUID | None
    exposures: tuple[Exposure, ...]


@dataclass(frozen=True, slots=True)
class BreachScope:
    """What the ledger says about an actor, a session, or everybody, in a span of time.

    `attempts` counts the persons whose values were asked for and refused, and seen in no other way.
    """

    since: datetime
    until: datetime
    actor_id: UUID | None
    session: str
    rows: int
    persons: tuple[AffectedPerson, ...]
    attempts: int

    def items(self) -> dict[str, int]:
        """Names of groups, and of how many persons each was seen; "search" counts entries shown by one."""
        return self.items_of(self.persons)

    @staticmethod
    def items_of(persons: Iterable[AffectedPerson]) -> dict[str, int]:
        """The same of some persons."""
        counted: Counter[str] = Counter()
        for person in persons:
            seen = {group for exposure in person.exposures for group in exposure.groups}
            if any(exposure.event == Event.SEARCH for exposure in person.exposures):
                seen.add("search")
            counted.update(seen)
        return dict(sorted(counted.items()))


@dataclass(frozen=True, slots=True)
class CopiedStores:
    """Which parts somebody got a copy of."""

    data: bool
    keys: bool
    key_encryption_key: bool


@dataclass(frozen=True, slots=True)
class KeyExposure:
    """What a copy gives away. `is_open`: it can be opened, and every person counted is affected.

    Where it cannot, the persons are those whose sealed values were copied, and nobody was opened.
    """

    is_open: bool
    persons: int
    keys_by_class: dict[str, int]


@brokered(seconds=PATIENT)
def breach_scope(
    *, since: datetime, until: datetime, actor_id: UUID | None = None, session: str = ""
) -> BreachScope:
    """Whom a breach concerns. Opens no value; ValueError when the span of time is empty.

    `session` is what `Actor.session` was for the sign-in in question.
    """
    if since >= until:
        raise ValueError("A breach begins before it ends.")
    found = ledger.touched(since=since, until=until, actor_id=actor_id, session=session)
    seen = {
        tag: tuple(
            Exposure(fact.event, fact.purpose, fact.groups, fact.recipient, fact.outcome, *_span(tally))
            for fact, tally in told.items()
            if fact.event in SEEN
        )
        for tag, told in found.by_tag.items()
    }
    affected = {tag: exposures for tag, exposures in seen.items() if exposures}
    subjects = subjects_of(affected.keys())
    persons = sorted(
        (AffectedPerson(subjects.get(tag), exposures) for tag, exposures in affected.items()),
        key=lambda person: (person.subject is None, str(person.subject)),
    )
    attempts = sum(
        tag not in affected and any(fact.event in ASKED for fact in told)
        for tag, told in found.by_tag.items()
    )
    return BreachScope(since, until, actor_id, session, found.rows, tuple(persons), attempts)


def subjects_of(tags: Iterable[bytes]) -> dict[bytes, UUID]:
    """The persons behind tags of the ledger; an erased person's tag leads nowhere."""
    wanted = frozenset(tags)
    found: dict[bytes, UUID] = {}
    if not wanted:
        return found
    for subject, tag in store.every_tag():
        if tag in wanted:
            found[tag] = subject
            if len(found) == len(wanted):
                break
    return found


@brokered(seconds=PATIENT)
def living_subjects() -> tuple[UUID, ...]:
    """Everybody who has a key that opens."""
    return tuple(store.living_subjects())


@brokered(seconds=PATIENT)
def key_exposure(copied: CopiedStores) -> KeyExposure:
    """What somebody has who got these copies today.

    Without the sealed values there is nothing to open, and without keys and key-encryption key nothing opens.
    """
    if not copied.data:
        return KeyExposure(is_open=False, persons=0, keys_by_class={})
    persons, by_class = store.living_keys()
    return KeyExposure(copied.keys and copied.key_encryption_key, persons, by_class)


def _span(tally: ledger.Tally) -> tuple[int, datetime, datetime]:
    return tally.times, tally.first, tally.last
