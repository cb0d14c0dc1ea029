"""What a breach report knows: exactly who was seen, by whom, in which session, and nobody else."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy._ledger import Event
from small_trades.privacy.tests.toy.doors import POST_DOOR, Reminder
from small_trades.privacy.tests.toy.people import member
from small_trades.privacy.tests.toy.policy import LENDING, NOTICE

if TYPE_CHECKING:
    from datetime import datetime

    from small_trades.privacy import Actor
    from small_trades.privacy.tests.toy.models import Member

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
A_MINUTE = timedelta(minutes=1)


def _now() -> tuple[datetime, datetime]:
    return timezone.now() - A_MINUTE, timezone.now() + A_MINUTE


def _opened(actor: Actor, *members: Member) -> None:
    with privacy.acting_as(actor):
        privacy.use([each.name for each in members], purpose=LENDING)


def test_it_names_who_was_opened_searched_and_how_often(librarian: Actor) -> None:
    people = [member(f"Person{number}") for number in range(6)]
    _opened(librarian, *people[:3])
    _opened(librarian, people[0])
    with privacy.acting_as(librarian):
        privacy.search_event("members: name", [people[3].subject, people[0].subject])
    _opened(privacy.Actor.staff(privacy.uuid7(), "librarian"), people[5])

    since, until = _now()
    scope = privacy.breach_scope(since=since, until=until, actor_id=librarian.id)

    assert {person.subject for person in scope.persons} == {each.subject for each in people[:4]}
    assert (scope.rows, scope.attempts) == (3, 0)
    assert scope.items() == {"PersonName": 3, "search": 2}
    by_subject = {person.subject: person.exposures for person in scope.persons}
    first = {exposure.event: exposure for exposure in by_subject[people[0].subject]}
    assert (first[Event.USE].times, first[Event.USE].groups) == (2, ("PersonName",))
    assert first[Event.USE].first < first[Event.USE].last
    assert first[Event.SEARCH].outcome == "members: name"


def test_a_session_is_told_from_the_owners_own_work(librarian: Actor, ada: Member, bob: Member) -> None:
    session = secrets.token_hex(4)
    stolen = replace(librarian, session=session)
    _opened(librarian, ada)
    _opened(stolen, bob)
    _opened(replace(librarian, session=f"{session}1"), ada)
    since, until = _now()
    (person,) = privacy.breach_scope(since=since, until=until, session=session).persons
    assert person.subject == bob.subject
    assert len(privacy.breach_scope(since=since, until=until, actor_id=librarian.id).persons) == 2


def test_a_session_has_no_marks_that_could_mean_something() -> None:
    with pytest.raises(ValueError, match="letters and digits"):
        privacy.Actor.staff(privacy.uuid7(), "librarian", session="a.b")


def test_what_was_refused_is_an_attempt_and_no_exposure(ada: Member) -> None:
    nobody = privacy.Actor.staff(privacy.uuid7(), "janitor")
    with privacy.acting_as(nobody), pytest.raises(privacy.Refused):
        privacy.use(ada.name, purpose=LENDING)
    since, until = _now()
    scope = privacy.breach_scope(since=since, until=until, actor_id=nobody.id)
    assert (scope.persons, scope.attempts, scope.items()) == ((), 1, {})


def test_outside_the_span_there_is_nothing_and_an_empty_span_is_wrong(librarian: Actor, ada: Member) -> None:
    _opened(librarian, ada)
    later = timezone.now() + A_MINUTE
    assert privacy.breach_scope(since=later, until=later + A_MINUTE).rows == 0
    with pytest.raises(ValueError, match="begins before it ends"):
        privacy.breach_scope(since=later, until=later)


def test_somebody_erased_since_is_counted_and_cannot_be_named(
    librarian: Actor, ada: Member, bob: Member
) -> None:
    _opened(librarian, ada, bob)
    privacy.destroy(ada.subject)
    since, until = _now()
    scope = privacy.breach_scope(since=since, until=until, actor_id=librarian.id)
    assert [person.subject for person in scope.persons] == [bob.subject, None]
    assert scope.items() == {"PersonName": 2}


def test_what_went_out_by_a_door_counts_with_its_recipient(ada: Member) -> None:
    assert ada.email is not None
    task = privacy.Actor.system("post")
    with privacy.acting_as(task):
        privacy.disclose(Reminder(to=ada.email, names=(), title="Emma"), through="post", purpose=NOTICE)
    assert len(POST_DOOR.sent) == 1
    since, until = _now()
    found = {person.subject: person for person in privacy.breach_scope(since=since, until=until).persons}
    exposures = found[ada.subject].exposures
    assert {(each.event, each.recipient) for each in exposures} == {(Event.DISCLOSURE, "post")}


def test_a_copied_store_gives_nothing_away_without_the_key_encryption_key(ada: Member, bob: Member) -> None:
    privacy.destroy(bob.subject)
    both = privacy.CopiedStores(data=True, keys=True, key_encryption_key=False)
    found = privacy.key_exposure(both)
    assert not found.is_open
    assert (found.persons, found.keys_by_class) == (1, {"ACCOUNT": 1, "RECORDS": 1})
    assert privacy.key_exposure(replace(both, key_encryption_key=True)).is_open
    assert privacy.key_exposure(replace(both, data=False)).persons == 0
