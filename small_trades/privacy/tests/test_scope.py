"""What a breach report counts is what the rows say, one by one: on random ledgers, read in both ways."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy import _breach, _record
from small_trades.privacy import _ledger as ledger
from small_trades.privacy._keys import rings, store
from small_trades.privacy._keys.epochs import epochs
from small_trades.privacy._keys.models import KeyRing
from small_trades.privacy._ledger import Event, scope
from small_trades.privacy._ledger.connections import big_endian

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from small_trades.privacy import Actor, BreachScope

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SAID: tuple[tuple[Event, dict[str, Any]], ...] = (
    (Event.USE, {"purpose": "lending", "groups": ("PersonName",)}),
    (Event.USE, {"purpose": "lending", "groups": ("PersonName", "EmailAddress")}),
    (Event.USE, {"purpose": "貸出", "outcome": "é 名"}),
    (Event.SEARCH, {"outcome": "members: name"}),
    (Event.DISCLOSURE, {"purpose": "notice", "groups": ("EmailAddress",), "recipient": "post"}),
    (Event.REFUSAL, {"purpose": "lending", "groups": ("PersonName",), "outcome": "role"}),
    (Event.TAMPER, {"outcome": "toy.Member: changed"}),
    (Event.COLLECTION, {"groups": ("PersonName",)}),
)


@pytest.fixture(params=[0, 10**9], ids=["row by row", "the whole index"])
def reading(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope, "_WIDE", request.param)
    monkeypatch.setattr(rings, "PAGE", 7)


def _written(seed: int, actors: list[Actor]) -> None:
    """Rows about none to four of twenty persons; three of whom are erased, one of them to the last tag."""
    draw = random.Random(seed)  # noqa: S311 -- which rows, not a secret
    people = store.fetch((), [privacy.new_subject() for _ in range(20)])[1]
    for _ in range(150):
        some = dict(draw.sample(list(people.items()), draw.randrange(5)))
        event, said = draw.choice(SAID)
        with privacy.acting_as(draw.choice(actors)):
            for entry in _record.entries(event, draw.choice(actors), some, **said):
                ledger.append(entry)
    for subject in list(people)[:3]:
        privacy.destroy(subject)
    ledger.forget_tags(people[next(iter(people))].tag)


def _expected(since: datetime, until: datetime, actor_id: UUID | None, session: str) -> dict[str, Any]:
    """The same by looking at every row and every entry of the index, one after the other."""
    subjects = {key.tag: subject for subject, key in store.fetch((), store.living_subjects())[1].items()}
    tags = {row.seq: row.tags for row in ledger.indexed_rows()}
    told: dict[bytes, dict[tuple[Any, ...], list[datetime]]] = {}
    count = 0
    for row in ledger.rows(limit=100_000):
        if not since <= row.at < until or (actor_id is not None and row.actor_id != actor_id):
            continue
        if session and not row.request_id.startswith(f"{session}."):
            continue
        count += 1
        said = (row.event, row.purpose, row.groups, row.recipient, row.outcome)
        for tag in tags.get(row.seq, ()):
            told.setdefault(tag, {}).setdefault(said, []).append(row.at)
    seen = {
        tag: {(*said, len(at), min(at), max(at)) for said, at in facts.items() if said[0] in _breach.SEEN}
        for tag, facts in told.items()
    }
    attempts = [tag for tag in told if not seen[tag] and any(said[0] in _breach.ASKED for said in told[tag])]
    affected = [(subjects.get(tag), facts) for tag, facts in seen.items() if facts]
    return {"rows": count, "attempts": len(attempts), "persons": _in_order(affected)}


def _in_order(persons: list[tuple[UUID | None, set[Any]]]) -> list[tuple[str, list[Any]]]:
    return sorted((str(subject), sorted(map(repr, facts))) for subject, facts in persons)


def _found(measured: BreachScope) -> dict[str, Any]:
    persons = [
        (
            person.subject,
            {tuple(getattr(each, field.name) for field in fields(each)) for each in person.exposures},
        )
        for person in measured.persons
    ]
    return {"rows": measured.rows, "attempts": measured.attempts, "persons": _in_order(persons)}


@pytest.mark.parametrize("seed", range(3))
def test_it_says_what_the_rows_say_one_by_one(seed: int, reading: None, librarian: Actor) -> None:
    before = timezone.now()
    stolen = replace(librarian, session=f"5eed{uuid4().hex}")
    _written(seed, [librarian, stolen, privacy.Actor.staff(privacy.uuid7(), "janitor")])
    after = timezone.now() + timedelta(seconds=1)
    middle = ledger.rows(limit=75, is_newest_first=True)[-1].at
    for since, until, actor_id, session in (
        (before - timedelta(days=1), after, None, ""),
        (before, after, librarian.id, ""),
        (before, after, None, stolen.session),
        (before, middle, None, ""),
        (middle, after, librarian.id, stolen.session),
    ):
        measured = privacy.breach_scope(since=since, until=until, actor_id=actor_id, session=session)
        assert _found(measured) == _expected(since, until, actor_id, session)
        assert measured.rows > 0
        known = [str(person.subject) for person in measured.persons if person.subject]
        assert known == sorted(known)
        assert all(person.subject is None for person in measured.persons[len(known) :])
        for person in measured.persons:
            assert person.purposes == {each.purpose for each in person.exposures}
            assert list(person.exposures) == sorted(person.exposures, key=lambda each: each.first)
            # As it arrives from elsewhere, written out.
            assert replace(person, exposures=tuple(person.exposures)) == person
            assert replace(person, exposures=tuple(person.exposures)).items == person.items


def test_a_person_whose_key_was_changed_is_an_alarm_and_not_nobody(librarian: Actor) -> None:
    subject = privacy.new_subject()
    with privacy.acting_as(librarian):
        privacy.search_event("members: name", [subject])
    KeyRing.objects.filter(subject_id=subject).update(wrapped=b"x" * 60)
    now = timezone.now()
    with pytest.raises(privacy.Tampered):
        privacy.breach_scope(since=now - timedelta(hours=1), until=now + timedelta(hours=1))


def test_a_key_that_a_rotation_wraps_meanwhile_still_leads_to_its_person(
    librarian: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    subjects = {privacy.new_subject() for _ in range(3)}
    known = epochs()
    later = replace(known, ciphers={})
    answers = iter([later])
    monkeypatch.setattr(store, "epochs", lambda: next(answers, known))
    assert {subject.bytes for subject in subjects} <= {subject for subject, _tag in store.every_tag()}


def test_packed_numbers_are_read_as_they_were_sent() -> None:
    numbers = [0, 1, 2**40, 2**62]
    assert list(big_endian(b"".join(number.to_bytes(8) for number in numbers))) == numbers
