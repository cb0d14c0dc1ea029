"""Erasure: previewed, scheduled, called back, done in steps that resume, and never undone by a crash."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy import rights
from small_trades.privacy._keys import store
from small_trades.privacy._keys.models import DataSubject, KeyRing, KeyState
from small_trades.privacy._ledger import Event
from small_trades.privacy._rights import erasing
from small_trades.privacy._rights.models import Erasure, Step
from small_trades.privacy.rights import (
    Channel,
    Decision,
    ErasureState,
    Fate,
    Identified,
    ReasonCode,
    RequestKind,
)
from small_trades.privacy.tests.toy import recipients
from small_trades.privacy.tests.toy.doors import POST_DOOR, Reminder
from small_trades.privacy.tests.toy.models import Farewell, Loan, Member
from small_trades.privacy.tests.toy.people import loan
from small_trades.privacy.tests.toy.policy import AUDIT, LENDING, LOAN, NOTICE

if TYPE_CHECKING:
    from small_trades.privacy.testing import LedgerRows

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _silent() -> None:
    recipients.TOLD.clear()
    recipients.PREPARED.clear()
    recipients.FAILURES.clear()


def _due(receipt: rights.Receipt) -> None:
    Erasure.objects.filter(pk=receipt.id).update(due_at=timezone.now(), busy_until=None)


def _keys(member: Member) -> dict[str, str]:
    rings = KeyRing.objects.filter(subject_id=member.subject).order_by("key_class")
    return {ring.key_class.partition("_FY")[0]: ring.state for ring in rings}


def test_a_preview_says_what_goes_what_stays_and_what_waits(ada: Member) -> None:
    loan(ada, "Emma")
    loan(ada, "Persuasion", is_out=True)
    shown = rights.preview_erasure(ada.subject)
    assert [entry.held.label_en for entry in shown.gone_now] == ["Membership"]
    (kept,), (waiting,) = shown.kept, shown.waiting
    assert (kept.held.facts[0][2], kept.outcome.because_en) == ("Emma", "Library Act")
    assert kept.outcome.until == shown.last_day == LOAN.kept_until(timezone.localdate())
    assert (waiting.held.facts[0][2], waiting.outcome.because_en) == ("Persuasion", "the book to come back")
    nobody = rights.preview_erasure(uuid4())
    assert (nobody.gone_now, nobody.kept, nobody.waiting, nobody.last_day) == ((), (), (), None)


def test_now_means_that_nothing_opens_when_the_verb_returns(
    ada: Member, bob: Member, program: None, ledger_rows: LedgerRows
) -> None:
    receipt = rights.schedule_erasure(ada.subject, now=True)
    assert (receipt.state, receipt.keys_destroyed) == (ErasureState.RUNNING, 2)
    assert receipt.destroyed_at is not None
    with pytest.raises(privacy.Erased):
        privacy.use(ada.name, purpose=LENDING)
    assert privacy.use(bob.name, purpose=LENDING).family == "Bob鸞鷲"
    assert not POST_DOOR.sent

    done = rights.erase(receipt.id)
    assert (done.state, done.is_notified, done.rows_removed) == (ErasureState.DONE, True, 1)
    assert POST_DOOR.sent == ["ada@member.example  farewell"]
    assert not Member.objects.filter(subject=ada.subject).exists()
    assert not Farewell.objects.exists()
    assert set(_keys(ada).values()) == {KeyState.DESTROYED}
    assert rights.receipt(done.code) == rights.erasure_of(ada.subject) == done
    assert [row.outcome for row in ledger_rows(Event.ERASURE)] == ["scheduled", "keys destroyed", "finished"]
    assert rights.erasures_due(timezone.now() + timedelta(days=400)) == ()


def test_three_days_to_think_again(ada: Member, program: None) -> None:
    receipt = rights.schedule_erasure(ada.subject, now=False)
    assert receipt.state == ErasureState.SCHEDULED
    assert receipt.due_at - timezone.now() > timedelta(hours=71)
    assert receipt.can_undo
    assert rights.erase(receipt.id).state == ErasureState.SCHEDULED
    assert rights.erasures_due(timezone.now()) == ()
    undone = rights.undo_erasure(receipt.id)
    assert (undone.state, undone.can_undo) == (ErasureState.UNDONE, False)
    assert rights.erase(receipt.id).state == ErasureState.UNDONE
    assert privacy.use(ada.name, purpose=LENDING).family == "Ada麒麟"
    assert rights.erasure_of(ada.subject) is None
    again = rights.schedule_erasure(ada.subject, now=False)
    assert again.id != receipt.id
    _due(again)
    assert rights.erasures_due(timezone.now()) == (again.id,)
    with pytest.raises(privacy.OutOfOrder):
        rights.undo_erasure(again.id)
    assert rights.erase(again.id).state == ErasureState.DONE
    with pytest.raises(privacy.OutOfOrder, match="done"):
        rights.undo_erasure(again.id)
    with pytest.raises(privacy.OutOfOrder, match="unknown"):
        rights.undo_erasure(uuid4())


def test_whoever_waits_for_the_third_day_may_still_hasten_it(ada: Member, program: None) -> None:
    receipt = rights.schedule_erasure(ada.subject, now=False)
    assert rights.schedule_erasure(ada.subject, now=False).id == receipt.id
    hastened = rights.schedule_erasure(ada.subject, now=True)
    assert (hastened.id, hastened.state) == (receipt.id, ErasureState.RUNNING)
    with pytest.raises(privacy.Erased):
        privacy.use(ada.name, purpose=LENDING)


def test_what_a_law_keeps_opens_for_the_law_alone_and_the_receipt_says_until_when(
    ada: Member, program: None
) -> None:
    kept = loan(ada, "Emma")
    done = rights.erase(rights.schedule_erasure(ada.subject, now=True).id)
    assert (done.keys_held, done.held_until) == (1, LOAN.kept_until(timezone.localdate()))
    assert _keys(ada) == {
        "ACCOUNT": KeyState.DESTROYED,
        "FAREWELL": KeyState.DESTROYED,
        "LOAN": KeyState.HELD,
        "RECORDS": KeyState.DESTROYED,
    }
    kept = Loan.objects.get(pk=kept.pk)
    with pytest.raises(privacy.Refused, match="held-by-law"):
        privacy.use(kept.borrower, purpose=LENDING)
    assert privacy.use(kept.borrower, purpose=AUDIT).family == "Ada麒麟"
    fresh = Loan(subject=ada.subject, title="Sanditon")
    with pytest.raises(privacy.Refused):
        privacy.carry(kept.borrower, fresh, "borrower")


def test_what_is_under_way_waits_and_the_rest_does_not(ada: Member, program: None) -> None:
    out = loan(ada, "Emma", is_out=True)
    receipt = rights.schedule_erasure(ada.subject, now=True)
    assert rights.erase(receipt.id).state == ErasureState.WAITING
    with pytest.raises(privacy.Erased):
        privacy.use(ada.name, purpose=LENDING)
    assert privacy.use(out.borrower, purpose=LENDING).family == "Ada麒麟"
    assert privacy.uses_of(ada.subject)
    assert DataSubject.objects.get(pk=ada.subject).erased_at is None
    assert len(POST_DOOR.sent) == 1
    # Looked at again while the book is still out: nothing happens, and no second mail goes.
    _due(receipt)
    assert rights.erase(receipt.id).state == ErasureState.WAITING
    assert len(POST_DOOR.sent) == 1

    Loan.objects.filter(pk=out.pk).update(is_out=False)
    _due(receipt)
    assert rights.erase(receipt.id).state == ErasureState.DONE
    with pytest.raises(privacy.Refused, match="held-by-law"):
        privacy.use(Loan.objects.get(pk=out.pk).borrower, purpose=LENDING)
    assert privacy.uses_of(ada.subject) == ()
    assert DataSubject.objects.get(pk=ada.subject).erased_at is not None


def test_those_who_were_given_something_hear_of_it(ada: Member, bob: Member, program: None) -> None:
    assert ada.email is not None
    privacy.disclose(Reminder(to=ada.email, names=(), title="Emma"), through="post", purpose=NOTICE)
    done = rights.erase(rights.schedule_erasure(ada.subject, now=True).id)
    assert (done.recipients, done.recipients_told) == (("post",), ("post",))
    assert [("erasure", ada.subject, "post")] == recipients.TOLD
    assert recipients.PREPARED == {"post": True}, "asked before the keys went"
    assert rights.standing_of(done) == {"post": rights.Standing.ACKNOWLEDGED}
    assert rights.erase(rights.schedule_erasure(bob.subject, now=True).id).recipients == ()
    assert len(recipients.TOLD) == 1


def test_a_correction_reaches_those_who_were_given_the_value(ada: Member, program: None) -> None:
    assert rights.tell_correction(ada.subject) == ()
    assert ada.email is not None
    privacy.disclose(Reminder(to=ada.email, names=(), title="Emma"), through="post", purpose=NOTICE)
    assert rights.tell_correction(ada.subject) == ("post",)
    assert [("correction", ada.subject, "post")] == recipients.TOLD


def test_a_stop_reaches_those_who_were_given_something(ada: Member, bob: Member, program: None) -> None:
    assert ada.email is not None
    privacy.disclose(Reminder(to=ada.email, names=(), title="Emma"), through="post", purpose=NOTICE)
    privacy.object_to(ada.subject, purpose=NOTICE, channel="my-page")
    assert rights.tell_stop(ada.subject) == ("post",)
    assert rights.tell_stop(bob.subject) == ()
    assert [("stop", ada.subject, "post")] == recipients.TOLD


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("is_after", [False, True], ids=["before", "after"])
def test_a_crash_at_any_step_resumes_at_the_next(
    ada: Member, program: None, monkeypatch: pytest.MonkeyPatch, step: Step, is_after: bool
) -> None:
    receipt = rights.schedule_erasure(ada.subject, now=False)
    _due(receipt)
    verb = erasing._STEPS[step]

    def crashing(row: Erasure) -> Step | None:
        if is_after:
            verb(row)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setitem(erasing._STEPS, step, crashing)
        rights.erase(receipt.id)
    done = rights.erase(receipt.id)
    assert (done.state, done.keys_destroyed) == (ErasureState.DONE, 2)
    assert set(_keys(ada).values()) == {KeyState.DESTROYED}
    assert len(POST_DOOR.sent) == 1
    assert not Member.objects.filter(subject=ada.subject).exists()


def test_a_worker_that_died_is_replaced_when_its_time_is_over(ada: Member, program: None) -> None:
    receipt = rights.schedule_erasure(ada.subject, now=False)
    soon = timezone.now() + timedelta(minutes=5)
    Erasure.objects.filter(pk=receipt.id).update(due_at=timezone.now(), busy_until=soon)
    assert rights.erase(receipt.id).state == ErasureState.SCHEDULED
    assert rights.erasures_due(timezone.now()) == ()
    assert rights.erasures_due(soon) == (receipt.id,)
    _due(receipt)
    assert rights.erase(receipt.id).state == ErasureState.DONE


def test_a_mail_that_cannot_go_is_tried_again_and_then_given_up(ada: Member, program: None) -> None:
    receipt = rights.schedule_erasure(ada.subject, now=True)
    POST_DOOR.failure = privacy.DoorError(permanent=False)
    for _ in range(4):
        with pytest.raises(privacy.DoorError):
            rights.erase(receipt.id)
        assert rights.erasures_due(timezone.now()) == (receipt.id,)
    done = rights.erase(receipt.id)
    assert (done.state, done.is_notified) == (ErasureState.DONE, None)
    assert set(_keys(ada).values()) == {KeyState.DESTROYED}


def test_a_recipient_that_cannot_be_reached_is_tried_again(ada: Member, program: None) -> None:
    assert ada.email is not None
    privacy.disclose(Reminder(to=ada.email, names=(), title="Emma"), through="post", purpose=NOTICE)
    receipt = rights.schedule_erasure(ada.subject, now=True)
    recipients.FAILURES.append(privacy.DoorError(permanent=False))
    with pytest.raises(privacy.DoorError):
        rights.erase(receipt.id)
    done = rights.erase(receipt.id)
    assert (done.state, done.recipients_told) == (ErasureState.DONE, ("post",))


def test_erased_twice_is_erased_once(ada: Member, program: None) -> None:
    done = rights.erase(rights.schedule_erasure(ada.subject, now=True).id)
    assert rights.schedule_erasure(ada.subject, now=True) == done
    assert rights.erase(done.id) == done
    assert len(POST_DOOR.sent) == 1


def test_nobody_is_erased(program: None) -> None:
    with pytest.raises(privacy.Erased):
        rights.schedule_erasure(uuid4(), now=True)
    with pytest.raises(privacy.OutOfOrder):
        rights.erase(uuid4())
    assert rights.receipt("") is rights.receipt("AAAA-BBBB") is None
    assert not Erasure.objects.exists()


def test_the_request_is_done_with_its_erasure(ada: Member, program: None) -> None:
    asked = rights.open_request(ada.subject, RequestKind.ERASE, channel=Channel.MY_PAGE)
    rights.identify(asked.id, how=Identified.MAILED_CODE)
    rights.decide(asked.id, Decision.GRANTED, reason=ReasonCode.AS_ASKED)
    rights.erase(rights.schedule_erasure(ada.subject, now=True, request_id=asked.id).id)
    (done,) = rights.requests_of(ada.subject)
    assert done.state == rights.RequestState.DONE
    (entry,) = rights.entries(ada.subject)
    assert (entry.held.label_en, entry.outcome.fate) == ("Record of your request", Fate.KEPT_UNTIL)


def test_without_an_actor_nothing_is_erased(ada: Member) -> None:
    with pytest.raises(privacy.Undeclared):
        rights.schedule_erasure(ada.subject, now=True)
    with pytest.raises(privacy.Undeclared):
        rights.erase(uuid4())
    with pytest.raises(privacy.Undeclared):
        rights.undo_erasure(uuid4())
    assert not Erasure.objects.exists()


def test_nothing_leads_to_the_rows_of_an_erased_person(ada: Member, program: None) -> None:
    tag = store.fetch((), {ada.subject})[1][ada.subject].tag
    assert privacy.ledger.rows_for(tag)
    receipt = rights.schedule_erasure(ada.subject, now=True)
    rights.erase(receipt.id)
    assert privacy.ledger.rows_for(tag) == ()
    assert Erasure.objects.get(pk=receipt.id).tag is None
