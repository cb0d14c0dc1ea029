"""The person's own view."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from small_trades import privacy
from small_trades.privacy._keys import store
from small_trades.privacy._ledger import Event
from small_trades.privacy.tests.toy.groups import PersonName
from small_trades.privacy.tests.toy.people import loan
from small_trades.privacy.tests.toy.policy import LENDING

if TYPE_CHECKING:
    from small_trades.privacy import Actor
    from small_trades.privacy.testing import LedgerRows
    from small_trades.privacy.tests.toy.models import Member

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_person_sees_their_own_rows_newest_first(ada: Member, bob: Member, program: None) -> None:
    privacy.use(ada.name, purpose=LENDING)
    privacy.use([ada.email, bob.email], purpose=LENDING)
    privacy.use(bob.name, purpose=LENDING)
    assert [(row.event, row.groups) for row in privacy.uses_of(ada.subject)] == [
        (Event.USE, ("EmailAddress",)),
        (Event.USE, ("PersonName",)),
        (Event.COLLECTION, ("EmailAddress", "PersonName")),
    ]
    assert len(privacy.uses_of(ada.subject, limit=1)) == 1
    assert privacy.uses_of(uuid4()) == ()


def test_what_is_held_is_asked_of_every_app(ada: Member, bob: Member) -> None:
    loan(ada, "Emma")
    found = privacy.held(ada.subject)
    assert [(entry.label_en, len(entry.sealed)) for entry in found] == [("Membership", 2), ("Loan", 1)]
    assert found[1].facts == (("本", "Book", "Emma"),)
    assert [entry.label_ja for entry in privacy.held(bob.subject)] == ["会員"]
    assert privacy.held(uuid4()) == []


def test_a_search_names_whoever_was_shown(
    ada: Member, bob: Member, librarian: Actor, ledger_rows: LedgerRows
) -> None:
    with privacy.acting_as(librarian):
        privacy.search_event("members: name", [ada.subject])
        privacy.search_event("members: name", [])
    first, second = ledger_rows(Event.SEARCH)
    assert (first.outcome, len(first.references), len(second.references)) == ("members: name", 1, 0)
    assert privacy.uses_of(ada.subject)[0].event == Event.SEARCH
    assert privacy.uses_of(bob.subject)[0].event == Event.COLLECTION
    with pytest.raises(privacy.Undeclared):
        privacy.search_event("members: name", [ada.subject])


def test_rows_lead_to_nobody_once_the_records_key_is_gone(ada: Member, program: None) -> None:
    privacy.use(ada.name, purpose=LENDING)
    keys = store.fetch((), {ada.subject})[1]
    tag = keys[ada.subject].tag
    privacy.destroy(ada.subject)
    assert privacy.uses_of(ada.subject) == ()
    rows = privacy.ledger.rows_for(tag)
    assert [row.event for row in rows] == [Event.USE, Event.COLLECTION]
    stored = b"".join(reference for row in rows for reference in row.references)
    assert ada.subject.bytes not in stored
    assert len({reference for row in rows for reference in row.references}) == len(rows)


def test_what_staff_did_joins_their_own_record(
    ada: Member, librarian: Actor, ledger_rows: LedgerRows
) -> None:
    with privacy.acting_as(librarian):
        privacy.staff_event("confirmed policy version 2", about=ada.subject)
    (row,) = ledger_rows(Event.STAFF)
    assert (row.actor_id, row.outcome) == (librarian.id, "confirmed policy version 2")
    assert privacy.uses_of(ada.subject)[0].seq == row.seq
    with pytest.raises(privacy.Undeclared):
        privacy.staff_event("confirmed policy version 2", about=ada.subject)


def test_a_refusal_of_the_shop_is_a_row_about_whom_it_concerns(
    ada: Member, bob: Member, program: None, ledger_rows: LedgerRows
) -> None:
    privacy.refusal_event("lending: overdue", purpose=LENDING, about=[ada.subject])
    (row,) = ledger_rows(Event.REFUSAL)
    assert (row.outcome, row.purpose, row.groups) == ("lending: overdue", LENDING.id, ())
    assert privacy.uses_of(ada.subject)[0].outcome == "lending: overdue"
    assert privacy.uses_of(bob.subject)[0].event == Event.COLLECTION


def test_a_refusal_needs_a_declared_purpose_and_somebody_acting(ada: Member, ledger_rows: LedgerRows) -> None:
    before = len(ledger_rows(Event.REFUSAL))
    with pytest.raises(privacy.Undeclared):
        privacy.refusal_event("lending: overdue", purpose=LENDING, about=[ada.subject])
    with privacy.acting_as(privacy.Actor.visitor()), pytest.raises(privacy.Undeclared):
        privacy.refusal_event("lending: overdue", purpose=replace(LENDING, id="other"), about=[])
    assert len(ledger_rows(Event.REFUSAL)) == before


def test_an_alarm_joins_the_record_of_whom_it_concerns(
    ada: Member, librarian: Actor, ledger_rows: LedgerRows
) -> None:
    with privacy.acting_as(librarian):
        privacy.alarm_event("card copied", about=ada.subject, group=PersonName)
    (row,) = ledger_rows(Event.TAMPER)
    assert (row.outcome, row.groups) == ("card copied", ("PersonName",))
    assert privacy.uses_of(ada.subject)[0].seq == row.seq
    with pytest.raises(privacy.Undeclared):
        privacy.alarm_event("card copied", about=ada.subject, group=PersonName)
    assert len(ledger_rows(Event.TAMPER)) == 1
