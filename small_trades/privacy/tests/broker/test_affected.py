"""Whom a breach concerns, across the socket: the same words, in few bytes for each person."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy import AffectedPerson, BreachScope, Exposure
from small_trades.privacy._broker import wire
from small_trades.privacy._ledger import Event

NOW = timezone.now()
A_MINUTE = timedelta(minutes=1)
SEARCHED = Exposure(Event.SEARCH, "", (), "", "members: 麒麟", 1, NOW - A_MINUTE, NOW)
LENT = Exposure(Event.USE, "3a-lending", ("PersonName", "EmailAddress"), "", "", 3, NOW, NOW + A_MINUTE)


def _scope(*persons: AffectedPerson) -> BreachScope:
    return BreachScope(NOW - A_MINUTE, NOW + A_MINUTE, privacy.uuid7(), "f00dcafe", 7, persons, 2)


def _there_and_back(value: Any) -> tuple[Any, int]:
    message = json.dumps(wire.encode(value))
    return wire.decode(json.loads(message)), len(message)


def test_it_arrives_as_it_was() -> None:
    scope = _scope(
        AffectedPerson(privacy.uuid7(), (SEARCHED, LENT)),
        AffectedPerson(privacy.uuid7(), ()),
        AffectedPerson(None, (LENT,)),
        AffectedPerson(None, (SEARCHED,)),
    )
    arrived, _ = _there_and_back(scope)
    assert arrived == scope
    assert [person.items for person in arrived.persons] == [person.items for person in scope.persons]
    assert [person.purposes for person in arrived.persons] == [person.purposes for person in scope.persons]
    assert arrived.items() == {"EmailAddress": 2, "PersonName": 2, "search": 2}
    assert arrived.persons[0].exposures[1] == LENT


def test_nobody_is_concerned() -> None:
    scope = _scope()
    assert _there_and_back(scope)[0] == scope


def test_many_persons_are_numbers() -> None:
    persons = tuple(AffectedPerson(privacy.uuid7(), (SEARCHED, LENT)) for _ in range(10_000))
    arrived, size = _there_and_back(_scope(*persons))
    assert arrived.persons == persons
    assert size < 10_000 * 125


@pytest.mark.parametrize("place", range(6, 10))
def test_what_is_no_scope_is_refused(place: int) -> None:
    message = wire.encode(_scope(AffectedPerson(privacy.uuid7(), (SEARCHED, LENT))))
    message["breach"][place] = wire.encode(b"x") if place > 6 else wire.encode([])
    with pytest.raises(ValueError, match=r"."):
        wire.decode(message)
