"""Requests: asked, identified, decided, done; each step where its person can read it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy import rights
from small_trades.privacy._ledger import Event
from small_trades.privacy._rights.models import RightsRequest
from small_trades.privacy.rights import Channel, Decision, Identified, ReasonCode, RequestKind, RequestState

if TYPE_CHECKING:
    from small_trades.privacy import Actor
    from small_trades.privacy.testing import LedgerRows
    from small_trades.privacy.tests.toy.models import Member

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def _asked(ada: Member, kind: RequestKind = RequestKind.ACCESS) -> rights.Request:
    return rights.open_request(ada.subject, kind, channel=Channel.INQUIRY)


def test_a_request_goes_its_way_and_each_step_is_the_persons_to_read(
    ada: Member, librarian: Actor, ledger_rows: LedgerRows
) -> None:
    inquiry = uuid4()
    with privacy.acting_as(librarian):
        asked = rights.open_request(
            ada.subject, RequestKind.ERASE, channel=Channel.INQUIRY, inquiry_id=inquiry
        )
        rights.identify(asked.id, how=Identified.KNOWN_FACTS)
        decided = rights.decide(asked.id, Decision.PARTLY, reason=ReasonCode.KEPT_BY_LAW)
        assert rights.requests_of_inquiry(inquiry) == (decided,)
        done = rights.finish(asked.id)
    assert (asked.state, asked.due_at - asked.asked_at) == (RequestState.ASKED, timedelta(days=14))
    assert (done.state, done.is_open, done.decision) == (RequestState.DONE, False, Decision.PARTLY)
    assert (done.identified_how, done.identified_by) == (Identified.KNOWN_FACTS, librarian.id)
    assert (done.reason, done.decided_by) == (ReasonCode.KEPT_BY_LAW, librarian.id)
    assert [row.outcome for row in ledger_rows(Event.REQUEST)] == [
        "erase:asked:inquiry",
        "erase:identified:known-facts",
        "erase:decided:partly:kept-by-law",
        "erase:done",
    ]
    assert privacy.uses_of(ada.subject)[0].outcome == "erase:done"
    assert rights.requests_of(ada.subject) == (done,)
    assert rights.request(asked.id) == done


def test_a_step_out_of_order_changes_nothing(ada: Member, program: None, ledger_rows: LedgerRows) -> None:
    asked = _asked(ada)
    with pytest.raises(privacy.OutOfOrder, match="asked"):
        rights.decide(asked.id, Decision.GRANTED, reason=ReasonCode.AS_ASKED)
    with pytest.raises(privacy.OutOfOrder):
        rights.finish(asked.id)
    with pytest.raises(privacy.OutOfOrder, match="unknown"):
        rights.finish(uuid4())
    assert rights.requests_of(ada.subject) == (asked,)
    assert len(ledger_rows(Event.REQUEST)) == 1


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (Decision.GRANTED, ReasonCode.HARMS_OTHERS),
        (Decision.REFUSED, ReasonCode.AS_ASKED),
        (Decision.PARTLY, ReasonCode.NOT_IDENTIFIED),
    ],
)
def test_a_decision_has_a_reason_that_goes_with_it(
    ada: Member, program: None, decision: Decision, reason: ReasonCode
) -> None:
    asked = _asked(ada)
    rights.identify(asked.id, how=Identified.MAILED_CODE)
    with pytest.raises(ValueError, match=r"granted|identified"):
        rights.decide(asked.id, decision, reason=reason)
    assert rights.requests_of(ada.subject)[0].state == RequestState.IDENTIFIED


def test_whoever_cannot_show_who_they_are_is_refused_for_that(ada: Member, program: None) -> None:
    asked = _asked(ada)
    refused = rights.decide(asked.id, Decision.REFUSED, reason=ReasonCode.NOT_IDENTIFIED)
    assert (refused.state, refused.identified_how) == (RequestState.DECIDED, None)


def test_asked_twice_there_is_one_request_with_one_clock(ada: Member, bob: Member, program: None) -> None:
    first = _asked(ada)
    assert _asked(ada) == first
    assert _asked(bob).id != first.id
    assert _asked(ada, RequestKind.RECTIFY).id != first.id
    withdrawn = rights.withdraw_request(first.id)
    assert (withdrawn.state, withdrawn.is_open) == (RequestState.WITHDRAWN, False)
    assert _asked(ada).id != first.id
    with pytest.raises(privacy.OutOfOrder, match="withdrawn"):
        rights.withdraw_request(first.id)


def test_what_waits_comes_with_the_nearest_end_first(ada: Member, bob: Member, program: None) -> None:
    late, early = _asked(ada), _asked(bob)
    RightsRequest.objects.filter(pk=early.id).update(due_at=timezone.now() - timedelta(days=1))
    assert [found.id for found in rights.waiting()] == [early.id, late.id]
    assert [found.id for found in rights.overdue(timezone.now())] == [early.id]


def test_nobody_and_nobodys_number_ask_nothing(ada: Member) -> None:
    with pytest.raises(privacy.Undeclared):
        _asked(ada)
    with privacy.acting_as(privacy.Actor.visitor()), pytest.raises(privacy.Erased):
        rights.open_request(uuid4(), RequestKind.ACCESS, channel=Channel.INQUIRY)
    assert not RightsRequest.objects.exists()


# -- A stop that its person would rather have as a deletion


def test_a_stop_becomes_a_deletion_on_its_persons_wish_and_its_clock_goes_on(
    ada: Member, librarian: Actor, ledger_rows: LedgerRows
) -> None:
    with privacy.acting_as(librarian):
        asked = _asked(ada, RequestKind.RESTRICT)
        rights.identify(asked.id, how=Identified.DOCUMENT_SEEN)
        turned = rights.turn_into_erasure(asked.id)
        decided = rights.decide(asked.id, Decision.GRANTED, reason=ReasonCode.AS_ASKED)
    assert (turned.id, turned.kind, turned.asked_as) == (asked.id, RequestKind.ERASE, RequestKind.RESTRICT)
    assert (turned.asked_at, turned.due_at) == (asked.asked_at, asked.due_at)
    assert (turned.state, turned.identified_how) == (RequestState.IDENTIFIED, Identified.DOCUMENT_SEEN)
    assert decided.asked_as == RequestKind.RESTRICT
    assert [row.outcome for row in ledger_rows(Event.REQUEST)][2:] == [
        "erase:turned:restrict",
        "erase:decided:granted:as-asked",
    ]


def test_nothing_else_becomes_a_deletion(ada: Member, program: None, ledger_rows: LedgerRows) -> None:
    access, decided = _asked(ada), _asked(ada, RequestKind.RESTRICT)
    rights.identify(decided.id, how=Identified.MAILED_CODE)
    rights.decide(decided.id, Decision.REFUSED, reason=ReasonCode.NO_GROUND)
    before = rights.requests_of(ada.subject)
    for request_id in (access.id, decided.id, uuid4()):
        with pytest.raises(privacy.OutOfOrder):
            rights.turn_into_erasure(request_id)
    assert rights.requests_of(ada.subject) == before
    assert not [row for row in ledger_rows(Event.REQUEST) if "turned" in row.outcome]


def test_beside_a_deletion_that_was_asked_for_a_stop_stays_one(ada: Member, program: None) -> None:
    stop, _deletion = _asked(ada, RequestKind.RESTRICT), _asked(ada, RequestKind.ERASE)
    with pytest.raises(privacy.OutOfOrder, match="erase"):
        rights.turn_into_erasure(stop.id)
    assert rights.request(stop.id) == stop


def test_what_somebody_who_is_gone_still_asked_for_waits_no_longer(ada: Member, program: None) -> None:
    asked = _asked(ada)
    receipt = rights.schedule_erasure(ada.subject, now=True)
    rights.erase(receipt.id)
    found = rights.request(asked.id)
    assert found is not None
    assert found.state == RequestState.WITHDRAWN
    assert rights.waiting() == ()


# -- How long they are kept


def _ended(ada: Member, days: int) -> rights.Request:
    asked = rights.withdraw_request(_asked(ada).id)
    RightsRequest.objects.filter(pk=asked.id).update(ended_at=timezone.now() - timedelta(days=days))
    return asked


def test_a_request_is_kept_for_three_years_from_its_end_and_an_open_one_for_ever(
    ada: Member, program: None
) -> None:
    now = timezone.now()
    old, young, open_one = _ended(ada, 3 * 366 + 1), _ended(ada, 3 * 365 - 2), _asked(ada)
    (due,) = rights.requests_due(now)
    assert (due.record, due.subject) == (old.id, ada.subject)
    assert due.at <= now
    assert list(rights.requests_due(now, uuid4())) == []
    assert {due.record for due in rights.requests_due(now + timedelta(days=9), ada.subject)} == {
        old.id,
        young.id,
    }
    assert [rights.forget_request(each.id, until=now) for each in (old, young, open_one)] == [
        True,
        False,
        False,
    ]
    assert {each.id for each in rights.requests_of(ada.subject)} == {young.id, open_one.id}
    assert not rights.forget_request(old.id, until=now)


def test_the_receipt_of_a_deletion_stays_when_its_request_goes_and_goes_in_its_own_time(
    ada: Member, program: None
) -> None:
    asked = _asked(ada, RequestKind.ERASE)
    rights.identify(asked.id, how=Identified.MAILED_CODE)
    rights.decide(asked.id, Decision.GRANTED, reason=ReasonCode.AS_ASKED)
    receipt = rights.schedule_erasure(ada.subject, now=True, request_id=asked.id)
    rights.erase(receipt.id)
    now = timezone.now()
    RightsRequest.objects.filter(pk=asked.id).update(ended_at=now - timedelta(days=3 * 366 + 1))
    assert rights.forget_request(asked.id, until=now)
    assert not rights.forget_receipt(receipt.id, until=now)
    found = rights.receipt(receipt.code)
    assert found is not None
    later = now + timedelta(days=3 * 366 + 1)
    assert [due.record for due in rights.receipts_due(later)] == [receipt.id]
    assert rights.forget_receipt(receipt.id, until=later)
    assert rights.receipt(receipt.code) is None
