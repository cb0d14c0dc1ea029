"""Whom a breach concerns, as it travels: numbers side by side, which a million persons fit into.

What was seen of them says a few dozen different things, which travel once; of each person it is their number,
how many exposures they have, and for each of those four numbers: which thing, how often, from when to when.
"""

from __future__ import annotations

from array import array
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from small_trades.privacy._breach import AffectedPerson, BreachScope, Exposures, Seen
from small_trades.privacy._ledger import Event, Fact, Tally
from small_trades.privacy._ledger.entries import microseconds, moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ERASED: Final = bytes(16)
"""For somebody without a number: no person has this one."""
_WIDE: Final = 4


def parts(scope: BreachScope) -> tuple[Any, ...]:
    """The scope as what `wire` carries."""
    facts: dict[Fact, int] = {}
    subjects, counts, numbers = bytearray(), array("q"), array("q")
    for person in scope.persons:
        subjects += _ERASED if person.subject is None else person.subject.bytes
        exposures = tuple(person.exposures)
        counts.append(len(exposures))
        for one in exposures:
            fact = Fact(one.event, one.purpose, one.groups, one.recipient, one.outcome)
            at = facts.setdefault(fact, len(facts))
            numbers.extend((at, one.times, microseconds(one.first), microseconds(one.last)))
    said = [[fact.event.value, fact.purpose, fact.groups, fact.recipient, fact.outcome] for fact in facts]
    about = (scope.since, scope.until, scope.actor_id, scope.session, scope.rows, scope.attempts)
    return (*about, said, bytes(subjects), counts.tobytes(), numbers.tobytes())


def scope_of(said: Sequence[Any]) -> BreachScope:
    """What `parts` were made of. ValueError, TypeError or LookupError for anything else."""
    since, until, actor_id, session, rows, attempts, facts, subjects, counts, numbers = said
    told = _Told([Fact(Event(event), *rest) for event, *rest in facts], _numbers(numbers))
    persons = tuple(told.persons(subjects, _numbers(counts)))
    return BreachScope(since, until, actor_id, session, rows, persons, attempts)


class _Told:
    """What was seen of all of them, put into words when somebody looks at one."""

    def __init__(self, facts: Sequence[Fact], numbers: array[int]) -> None:
        self._facts = facts
        self._numbers = numbers
        self._seen: dict[frozenset[int], Seen] = {}

    def persons(self, subjects: bytes, counts: array[int]) -> Iterator[AffectedPerson]:
        begin = 0
        for place, count in enumerate(counts):
            subject = subjects[16 * place : 16 * place + 16]
            end = begin + _WIDE * count
            exposures = Exposures(partial(self._tallies, begin, end), self._seen_in(begin, end))
            yield AffectedPerson(None if subject == _ERASED else UUID(bytes=subject), exposures)
            begin = end

    def _seen_in(self, begin: int, end: int) -> Seen:
        which = frozenset(self._numbers[begin:end:_WIDE])
        if which not in self._seen:
            self._seen[which] = Seen.of([self._facts[at] for at in which])
        return self._seen[which]

    def _tallies(self, begin: int, end: int) -> dict[Fact, Tally]:
        numbers = self._numbers
        return {
            self._facts[numbers[at]]: Tally(numbers[at + 1], moment(numbers[at + 2]), moment(numbers[at + 3]))
            for at in range(begin, end, _WIDE)
        }


def _numbers(packed: bytes) -> array[int]:
    """Whole numbers as this machine writes them: both sides are on it."""
    found = array("q")
    found.frombytes(packed)
    return found
