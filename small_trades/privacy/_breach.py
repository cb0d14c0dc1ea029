"""A breach, measured: who was seen, which items, how often; and what a copied store gives away.

    scope = privacy.breach_scope(since=monday, until=tuesday, actor_id=staff.pk)
    len(scope.persons)               # 37 persons; scope.persons[0].exposures says what of them was seen

Opening is told apart from exposed keys: whoever copies a store without the key-encryption key has opened
nobody (APPI 26(1), Enforcement Rules 7: data kept safe by strong encryption with separate keys is exempt).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, overload
from uuid import UUID

from small_trades.privacy import _ledger as ledger
from small_trades.privacy._broker import PATIENT, brokered
from small_trades.privacy._keys import store
from small_trades.privacy._keys.adopted import adopters
from small_trades.privacy._ledger import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

SEEN: Final = frozenset({Event.USE, Event.SEARCH, Event.DISCLOSURE})
"""Events by which somebody got to see or have something. A refusal or a failed attempt is none."""
ASKED: Final = frozenset({Event.REFUSAL, Event.TAMPER})
"""Events by which somebody was to be seen and was not."""
_ERASED: Final = b"\xff" * 17
"""Sorts behind every number of a person."""


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
    """A person of whom something was seen; `subject` is None for somebody erased since.

    `exposures` are in order of time, and made when they are asked for: what was seen at all costs nothing.
    """

    subject: UUID | None
    exposures: Sequence[Exposure]

    @property
    def items(self) -> frozenset[str]:
        """Names of the groups that were seen; "search" for an entry shown by one."""
        return self._seen.items

    @property
    def purposes(self) -> frozenset[str]:
        """Ids of the purposes for which."""
        return self._seen.purposes

    @property
    def _seen(self) -> Seen:
        return self.exposures.seen if isinstance(self.exposures, Exposures) else Seen.of(self.exposures)


@dataclass(frozen=True, slots=True)
class Seen:
    """What exposures come to; the same for many persons."""

    items: frozenset[str]
    purposes: frozenset[str]

    @classmethod
    def of(cls, exposures: Collection[Exposure | ledger.Fact]) -> Seen:
        items = {group for exposure in exposures for group in exposure.groups}
        if any(exposure.event == Event.SEARCH for exposure in exposures):
            items.add("search")
        return cls(frozenset(items), frozenset(exposure.purpose for exposure in exposures))


class Exposures(Sequence["Exposure"]):
    """Of one person, read from what the ledger said when they are looked at."""

    __slots__ = ("_tallies", "seen")

    def __init__(self, tallies: Callable[[], Mapping[ledger.Fact, ledger.Tally]], seen: Seen) -> None:
        self._tallies = tallies
        self.seen = seen

    def _all(self) -> tuple[Exposure, ...]:
        return tuple(
            Exposure(fact.event, fact.purpose, fact.groups, fact.recipient, fact.outcome, *_span(tally))
            for fact, tally in self._tallies().items()
            if fact.event in SEEN
        )

    @overload
    def __getitem__(self, index: int) -> Exposure: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Exposure, ...]: ...

    def __getitem__(self, index: int | slice) -> Exposure | tuple[Exposure, ...]:
        return self._all()[index]

    def __iter__(self) -> Iterator[Exposure]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == tuple(other) if isinstance(other, (tuple, Exposures)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


class Persons(Sequence["AffectedPerson"]):
    """All whom a breach concerns, the living in the order of their numbers, each made when looked at."""

    __slots__ = ("_affected", "_found", "_more", "_order")

    def __init__(
        self, found: ledger.Touched, affected: Mapping[bytes, Seen], subjects: Mapping[bytes, bytes]
    ) -> None:
        self._found = found
        self._affected = affected
        self._more: dict[bytes, list[bytes]] = {}
        self._order: list[tuple[bytes, bytes]] = []
        for subject, tag in sorted((subjects.get(tag, _ERASED), tag) for tag in affected):
            if self._order and subject == self._order[-1][0] != _ERASED:
                # Somebody whom the person took over was named by a tag of their own.
                self._more.setdefault(self._order[-1][1], []).append(tag)
            else:
                self._order.append((subject, tag))

    def seen(self) -> Iterator[frozenset[str]]:
        """What was seen of each, in no order."""
        return (self._seen(tag).items for _, tag in self._order)

    def _seen(self, tag: bytes) -> Seen:
        if tag not in self._more:
            return self._affected[tag]
        seen = [self._affected[one] for one in (tag, *self._more[tag])]
        items = frozenset[str]().union(*(one.items for one in seen))
        return Seen(items, frozenset[str]().union(*(one.purposes for one in seen)))

    def _tallies(self, tag: bytes) -> dict[ledger.Fact, ledger.Tally]:
        found = self._found.tallies(tag)
        if tag not in self._more:
            return found
        for other in self._more[tag]:
            for fact, more in self._found.tallies(other).items():
                found[fact] = found[fact].with_(more) if fact in found else more
        return dict(sorted(found.items(), key=lambda pair: pair[1].first))

    def _person(self, subject: bytes, tag: bytes) -> AffectedPerson:
        exposures = Exposures(partial(self._tallies, tag), self._seen(tag))
        return AffectedPerson(None if subject == _ERASED else UUID(bytes=subject), exposures)

    @overload
    def __getitem__(self, index: int) -> AffectedPerson: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[AffectedPerson, ...]: ...

    def __getitem__(self, index: int | slice) -> AffectedPerson | tuple[AffectedPerson, ...]:
        if isinstance(index, slice):
            return tuple(self._person(*who) for who in self._order[index])
        return self._person(*self._order[index])

    def __iter__(self) -> Iterator[AffectedPerson]:
        return (self._person(*who) for who in self._order)

    def __len__(self) -> int:
        return len(self._order)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, (tuple, Persons)) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self._order))

    def __repr__(self) -> str:
        return repr(tuple(self))


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
    persons: Sequence[AffectedPerson]
    attempts: int

    def items(self) -> dict[str, int]:
        """Names of groups, and of how many persons each was seen; "search" counts entries shown by one."""
        return self.items_of(self.persons)

    @staticmethod
    def items_of(persons: Iterable[AffectedPerson]) -> dict[str, int]:
        """The same of some persons."""
        seen = persons.seen() if isinstance(persons, Persons) else (person.items for person in persons)
        counted: Counter[str] = Counter()
        # Most people were seen like others: what each kind comes to is added up once.
        for items, times in Counter(seen).items():
            counted.update(dict.fromkeys(items, times))
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
    affected, attempts = _affected(found)
    persons = Persons(found, affected, _subjects_of(affected))
    return BreachScope(since, until, actor_id, session, found.rows, persons, attempts)


def _affected(found: ledger.Touched) -> tuple[dict[bytes, Seen], int]:
    """By tag what was seen, and how many there are of whom something was asked for and nothing seen."""
    seen_by_facts: dict[frozenset[int], Seen | None] = {}
    affected: dict[bytes, Seen] = {}
    attempts = 0
    for tag, numbers in found.tags():
        if numbers not in seen_by_facts:
            facts = [found.facts[number] for number in numbers if found.facts[number].event in SEEN]
            seen_by_facts[numbers] = Seen.of(facts) if facts else None
        seen = seen_by_facts[numbers]
        if seen is not None:
            affected[tag] = seen
        else:
            attempts += any(found.facts[number].event in ASKED for number in numbers)
    return affected, attempts


def _subjects_of(tags: Collection[bytes]) -> dict[bytes, bytes]:
    """The numbers (16 bytes) of the persons behind tags; an erased person's tag leads nowhere."""
    found: dict[bytes, bytes] = {}
    if not tags:
        return found
    for subject, tag in store.every_tag():
        if tag in tags:
            found[tag] = subject
            if len(found) == len(tags):
                break
    return _by_adopter(found)


def _by_adopter(found: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """Whoever was taken over is the person who took them over."""
    by = {one.bytes: adopter.bytes for one, adopter in adopters().items()}
    return {tag: by.get(subject, subject) for tag, subject in found.items()} if by else found


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
