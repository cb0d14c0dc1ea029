"""Objections and restrictions close values, whoever asks; law and the person themselves are let through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from small_trades import privacy
from small_trades.privacy import Actor, ActorKind, RefusalReason
from small_trades.privacy._keys.models import DataSubject
from small_trades.privacy._ledger import Event
from small_trades.privacy.tests.toy.doors import POST_DOOR, Reminder
from small_trades.privacy.tests.toy.people import TASK, loan
from small_trades.privacy.tests.toy.policy import ANSWER, AUDIT, LENDING, NOTICE

if TYPE_CHECKING:
    from uuid import UUID

    from small_trades.privacy.testing import LedgerRows
    from small_trades.privacy.tests.toy.models import Member

both = pytest.mark.django_db(databases=["default", "keys"])
STAFF = Actor.staff(uuid4(), "librarian")


def _object(subject: UUID, purpose: privacy.Purpose = LENDING) -> privacy.Restriction:
    return privacy.object_to(subject, purpose=purpose, channel="my-page")


def _verdict(sealed: Any, actor: Actor, purpose: privacy.Purpose = LENDING) -> RefusalReason | None:
    """Why the value stays shut; `use` and the ledger agree with `decide`."""
    with privacy.acting_as(actor):
        decision = privacy.decide(sealed, purpose=purpose)
        if decision == privacy.Allowed():
            privacy.use(sealed, purpose=purpose)
            return None
        since = privacy.ledger.size()
        with pytest.raises(privacy.Refused) as refused:
            privacy.use(sealed, purpose=purpose)
    (row,) = privacy.ledger.rows(since=since)
    assert (row.event, row.outcome) == (Event.REFUSAL, refused.value.reason.value)
    assert isinstance(decision, privacy.Refusal)
    assert refused.value.reason == decision.reason
    return decision.reason


def _person(of: Member) -> Actor:
    return Actor.customer(uuid4(), of.subject)


@both
def test_an_objection_closes_one_purpose_to_everybody(ada: Member, bob: Member, program: None) -> None:
    made = _object(ada.subject)
    assert made.purposes == frozenset({"3a-lending"})
    assert (made.is_objection, made.actors, made.record) == (True, None, None)
    for actor in (TASK, STAFF, Actor.visitor(), _person(ada)):
        assert _verdict(ada.name, actor) == RefusalReason.OBJECTED
    assert _verdict(ada.name, TASK, NOTICE) is None
    assert _verdict(bob.name, TASK) is None
    assert privacy.withdraw_objection(ada.subject, purpose=LENDING, channel="desk")
    assert not privacy.withdraw_objection(ada.subject, purpose=LENDING, channel="desk")
    assert _verdict(ada.name, TASK) is None
    (kept,) = privacy.restrictions_of(ada.subject)
    assert (kept.id, kept.channel, kept.lifted_channel, kept.is_standing) == (
        made.id,
        "my-page",
        "desk",
        False,
    )


@both
def test_what_a_law_demands_cannot_be_objected_to(
    ada: Member, program: None, ledger_rows: LedgerRows
) -> None:
    with pytest.raises(privacy.NotObjectable, match="3e-audit rests on a legal obligation"):
        _object(ada.subject, AUDIT)
    assert privacy.restrictions_of(ada.subject) == ()
    assert ledger_rows(Event.RESTRICTION) == ()
    assert _verdict(ada.name, TASK, AUDIT) is None


@both
def test_a_restriction_leaves_the_person_and_the_law(ada: Member, program: None) -> None:
    made = privacy.restrict(ada.subject, because="stopped")
    assert (made.because, made.purposes, made.actors, made.record) == ("stopped", None, None, None)
    for actor in (TASK, STAFF):
        assert _verdict(ada.name, actor) == RefusalReason.RESTRICTED
    assert _verdict(ada.name, TASK, AUDIT) is None
    for actor in (_person(ada), Actor.visitor()):
        assert _verdict(ada.name, actor) is None
    assert privacy.lift(ada.subject, because="stopped")
    assert _verdict(ada.name, STAFF) is None


@both
def test_a_restriction_of_one_record_some_actors_some_purposes(ada: Member, program: None) -> None:
    """A cancelled order is closed to staff; the rest of the person is not."""
    cancelled, other = loan(ada), loan(ada)
    privacy.restrict(
        ada.subject,
        because="order-cancelled",
        record=cancelled.pk,
        actors={ActorKind.STAFF},
        purposes=(LENDING, ANSWER),
    )
    assert _verdict(cancelled.borrower, STAFF) == RefusalReason.RESTRICTED
    assert _verdict(cancelled.borrower, STAFF, ANSWER) == RefusalReason.RESTRICTED
    assert _verdict(cancelled.borrower, TASK) is None
    assert _verdict(cancelled.borrower, TASK, NOTICE) is None
    assert _verdict(other.borrower, STAFF) is None
    assert _verdict(ada.name, STAFF) is None


@both
def test_visitors_may_be_closed_out_until_they_prove_who_they_are(ada: Member, program: None) -> None:
    privacy.restrict(ada.subject, because="disputed", actors={ActorKind.VISITOR})
    assert _verdict(ada.name, Actor.visitor()) == RefusalReason.RESTRICTED
    assert _verdict(ada.name, STAFF) is None
    privacy.proved(ada.subject)
    assert _verdict(ada.name, Actor.visitor()) is None


@both
def test_each_reason_is_lifted_alone(ada: Member, program: None, ledger_rows: LedgerRows) -> None:
    cancelled = loan(ada)
    privacy.restrict(ada.subject, because="stopped")
    privacy.restrict(ada.subject, because="order-cancelled", record=cancelled.pk)
    _object(ada.subject)
    assert not privacy.lift(ada.subject, because="order-cancelled")
    assert privacy.lift(ada.subject, because="stopped")
    assert _verdict(cancelled.borrower, TASK, NOTICE) == RefusalReason.RESTRICTED
    assert _verdict(ada.name, TASK, NOTICE) is None
    assert privacy.lift(ada.subject, because="order-cancelled", record=cancelled.pk)
    assert _verdict(cancelled.borrower, TASK, NOTICE) is None
    assert _verdict(ada.name, TASK) == RefusalReason.OBJECTED
    assert [row.outcome for row in ledger_rows(Event.RESTRICTION)] == [
        "restricted:stopped",
        "restricted:order-cancelled",
        "objected:my-page",
        "lifted:stopped",
        "lifted:order-cancelled",
    ]
    assert {row.seq for row in ledger_rows(Event.RESTRICTION)} <= {
        row.seq for row in privacy.uses_of(ada.subject)
    }


@both
def test_the_same_twice_is_once(ada: Member, program: None, ledger_rows: LedgerRows) -> None:
    assert _object(ada.subject) == _object(ada.subject)
    first = privacy.restrict(ada.subject, because="stopped", purposes=(NOTICE, LENDING))
    assert privacy.restrict(ada.subject, because="stopped", purposes=[LENDING, NOTICE]) == first
    assert privacy.restrict(ada.subject, because="stopped") != first
    assert len(ledger_rows(Event.RESTRICTION)) == 3
    told = [row.purpose_id for row in privacy.uses_of(ada.subject) if row.event == Event.RESTRICTION]
    assert told == [None, None, "3a-lending"]
    assert privacy.lift(ada.subject, because="stopped")
    assert [made.is_standing for made in privacy.restrictions_of(ada.subject)] == [False, False, True]


@both
def test_bad_input_writes_nothing(ada: Member, program: None, ledger_rows: LedgerRows) -> None:
    attempts: list[dict[str, Any]] = [
        {"because": "Ada is difficult"},
        {"because": ""},
        {"because": "stopped", "actors": ()},
        {"because": "stopped", "purposes": ()},
    ]
    for attempt in attempts:
        with pytest.raises(ValueError):  # noqa: PT011 -- the sentence differs, the kind is the contract
            privacy.restrict(ada.subject, **attempt)
    with pytest.raises(ValueError, match="fixed word"):
        privacy.object_to(ada.subject, purpose=LENDING, channel="by telephone")
    assert privacy.restrictions_of(ada.subject) == ()
    assert ledger_rows(Event.RESTRICTION) == ()


@both
def test_unknown_and_erased_people(ada: Member, program: None) -> None:
    privacy.restrict(ada.subject, because="stopped")
    privacy.destroy(ada.subject)
    for subject in (ada.subject, uuid4()):
        with pytest.raises(privacy.Erased):
            _object(subject)
        with pytest.raises(privacy.Erased):
            privacy.restrict(subject, because="other")
    assert not privacy.lift(uuid4(), because="stopped")
    assert _verdict(ada.name, TASK) == RefusalReason.ERASED
    assert privacy.lift(ada.subject, because="stopped")


@both
def test_one_objection_does_not_break_a_list(
    ada: Member, bob: Member, program: None, ledger_rows: LedgerRows
) -> None:
    _object(ada.subject)
    with pytest.raises(privacy.Refused):
        privacy.use([ada.name, bob.name], purpose=LENDING)
    opened = privacy.use([ada.name, bob.name], purpose=LENDING, skip_closed=True)
    assert [name and name.family for name in opened] == [None, "Bob鸞鷲"]
    (row,) = ledger_rows(Event.USE)
    assert row.seq not in {use.seq for use in privacy.uses_of(ada.subject)}
    privacy.restrict(bob.subject, because="stopped")
    assert privacy.use([ada.name, bob.name], purpose=LENDING, skip_closed=True) == [None, None]


@both
def test_what_is_closed_does_not_leave(
    ada: Member, bob: Member, program: None, ledger_rows: LedgerRows
) -> None:
    _object(bob.subject, NOTICE)
    privacy.restrict(ada.subject, because="stopped")
    assert ada.email is not None
    for message, reason in (
        (Reminder(to=ada.email, names=(), title="x"), RefusalReason.RESTRICTED),
        (Reminder(to=ada.email, names=(bob.name,), title="x"), RefusalReason.RESTRICTED),
    ):
        with pytest.raises(privacy.Refused) as refused:
            privacy.disclose(message, through="post", purpose=NOTICE)
        assert refused.value.reason == reason
    privacy.lift(ada.subject, because="stopped")
    with pytest.raises(privacy.Refused) as refused:
        privacy.disclose(message, through="post", purpose=NOTICE)
    assert refused.value.reason == RefusalReason.OBJECTED
    assert POST_DOOR.sent == []
    assert ledger_rows(Event.DISCLOSURE) == ()
    assert len(ledger_rows(Event.REFUSAL)) == 3


@both
def test_a_customer_opens_their_own_values_alone(ada: Member, bob: Member, ledger_rows: LedgerRows) -> None:
    assert _verdict(ada.name, _person(ada)) is None
    assert _verdict(bob.name, _person(ada)) == RefusalReason.NOT_YOURS
    with privacy.acting_as(_person(ada)):
        with pytest.raises(privacy.Refused) as refused:
            privacy.use([ada.name, bob.name], purpose=LENDING, skip_closed=True)
        assert refused.value.reason == RefusalReason.NOT_YOURS
        privacy.proved(bob.subject)
        assert privacy.use(bob.name, purpose=LENDING).family == "Bob鸞鷲"
    # What was proved ends with the request.
    assert _verdict(bob.name, _person(ada)) == RefusalReason.NOT_YOURS


def test_proving_belongs_in_a_request() -> None:
    with pytest.raises(RuntimeError, match="request or task"):
        privacy.proved(uuid4())


@both
def test_whoever_restricted_nothing_costs_no_query(ada: Member, bob: Member, program: None) -> None:
    privacy.restrict(bob.subject, because="stopped", actors={ActorKind.STAFF})
    with CaptureQueriesContext(connections["keys"]) as queries:
        privacy.use(ada.name, purpose=LENDING)
    assert len(queries) == 1
    with CaptureQueriesContext(connections["keys"]) as queries:
        privacy.use([ada.name, bob.name], purpose=LENDING)
    assert len(queries) == 2
    privacy.lift(bob.subject, because="stopped")
    assert not DataSubject.objects.filter(is_restricted=True).exists()
