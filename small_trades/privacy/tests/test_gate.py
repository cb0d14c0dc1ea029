"""The gate: recorded, then sent; opened inside the door alone; let in once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import nullcontext
from hmac import digest
from typing import TYPE_CHECKING
from unittest.mock import Mock
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections, transaction

from small_trades import privacy
from small_trades.privacy import Actor, DoorError, RefusalReason
from small_trades.privacy._ledger import Event, LedgerUnavailable
from small_trades.privacy._wayout import _announced
from small_trades.privacy.tests.settings import HERE
from small_trades.privacy.tests.toy.doors import (
    POST_DOOR,
    PRINTER_DOOR,
    SHARED_SECRET,
    Delivered,
    Print,
    Reminder,
    Stranger,
)
from small_trades.privacy.tests.toy.people import loan
from small_trades.privacy.tests.toy.policy import ANSWER, LENDING, NOTICE

if TYPE_CHECKING:
    from collections.abc import Callable

    from small_trades.privacy.testing import LedgerRows
    from small_trades.privacy.tests.toy.models import Member

both = pytest.mark.django_db(databases=["default", "keys"])
for_real = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def _letter(of: Member) -> Print:
    letter = loan(of, letter="Dear library").letter
    assert letter is not None
    return Print(letter=letter)


def _reminder(to: Member, *others: Member) -> Reminder:
    assert to.email is not None
    return Reminder(to=to.email, names=tuple(person.name for person in (to, *others)), title="Emma")


@both
def test_recorded_then_sent_then_recorded(
    ada: Member, bob: Member, program: None, ledger_rows: LedgerRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    send = POST_DOOR.send

    def watched(message: Reminder, opened: privacy.Opened) -> str:
        order.extend(row.event for row in ledger_rows(Event.DISCLOSURE, Event.OUTCOME))
        return send(message, opened)

    monkeypatch.setattr(POST_DOOR, "send", watched)
    assert privacy.disclose(_reminder(ada, bob), through="post", purpose=NOTICE) == "receipt 1"
    assert POST_DOOR.sent == ["ada@member.example Ada麒麟 Bob鸞鷲 Emma"]
    assert order == [Event.DISCLOSURE]
    disclosure, outcome = ledger_rows(Event.DISCLOSURE, Event.OUTCOME)
    assert (disclosure.recipient, disclosure.purpose) == ("post", "3b-notice")
    assert (disclosure.groups, disclosure.outcome) == (("EmailAddress", "PersonName"), "message:Reminder")
    assert (outcome.recipient, outcome.outcome) == ("post", "sent")
    for person in (ada, bob):
        assert [row.recipient for row in privacy.uses_of(person.subject)[:2]] == ["post", "post"]
    assert not privacy.opened_personal_value()


@both
@pytest.mark.parametrize(("permanent", "outcome"), [(True, "failed permanently"), (False, "failed for now")])
def test_a_failure_says_whether_to_try_again(
    permanent: bool,
    outcome: str,
    ada: Member,
    program: None,
    ledger_rows: LedgerRows,
) -> None:
    POST_DOOR.failure = DoorError("mailbox full", permanent=permanent)
    with pytest.raises(DoorError) as failed:
        privacy.disclose(_reminder(ada), through="post", purpose=NOTICE)
    assert failed.value.permanent is permanent
    assert [row.outcome for row in ledger_rows(Event.OUTCOME)] == [outcome]


@both
def test_a_door_that_breaks_is_recorded_too(
    ada: Member, program: None, ledger_rows: LedgerRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(POST_DOOR, "send", lambda message, opened: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        privacy.disclose(_reminder(ada), through="post", purpose=NOTICE)
    assert [row.outcome for row in ledger_rows(Event.OUTCOME)] == ["failed"]


@both
@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        (None, "sent"),
        (DoorError("Ada麒麟", permanent=True), "failed permanently"),
        (ValueError("Ada"), "failed"),
    ],
)
def test_whoever_listens_hears_of_a_message_nothing_but_where_why_and_whether(
    failure: Exception | None,
    outcome: str,
    ada: Member,
    program: None,
    ledger_rows: LedgerRows,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[dict[str, object]] = []

    def hear(**told: object) -> None:
        assert [row.outcome for row in ledger_rows(Event.OUTCOME)] == [outcome]
        heard.append(told)
        raise RuntimeError("a listener that breaks")

    if failure is not None:
        monkeypatch.setattr(POST_DOOR, "send", Mock(side_effect=failure))
    before = time.time_ns()
    privacy.message_finished.connect(hear)
    try:
        with nullcontext() if failure is None else pytest.raises(type(failure)):
            assert privacy.disclose(_reminder(ada), through="post", purpose=NOTICE) == "receipt 1"
    finally:
        privacy.message_finished.disconnect(hear)
    (told,) = heard
    began = told.pop("began")
    assert isinstance(began, int)
    assert before <= began <= time.time_ns()
    del told["signal"]
    assert told == {
        "sender": type(POST_DOOR),
        "recipient": POST_DOOR.recipient,
        "purpose": NOTICE,
        "outcome": outcome,
    }


@both
def test_the_door_opens_its_message_alone_and_only_while_sending(
    ada: Member, bob: Member, program: None
) -> None:
    privacy.disclose(_reminder(ada), through="post", purpose=NOTICE)
    opened = POST_DOOR.opener
    assert opened is not None
    with pytest.raises(RuntimeError, match="closed again"):
        opened(ada.name)

    def greedy(message: Reminder, opened: privacy.Opened) -> str:
        return opened(bob.name).family

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(POST_DOOR, "send", greedy)
        with pytest.raises(TypeError, match="no others"):
            privacy.disclose(_reminder(ada), through="post", purpose=NOTICE)


@both
@pytest.mark.parametrize(
    ("attempt", "reason"),
    [
        (
            lambda ada: privacy.disclose(_reminder(ada), through="post", purpose=LENDING),
            RefusalReason.RECIPIENT_NOT_DECLARED,
        ),
        (
            lambda ada: privacy.disclose(Print(letter=ada.name), through="printer", purpose=NOTICE),
            RefusalReason.RECIPIENT_MAY_NOT_RECEIVE,
        ),
        (
            lambda ada: privacy.disclose(_letter(ada), through="printer", purpose=NOTICE),
            RefusalReason.NOT_FOR_PURPOSE,
        ),
    ],
)
def test_refused_recorded_and_no_door_opened(
    attempt: Callable[[Member], object],
    reason: RefusalReason,
    ada: Member,
    program: None,
    ledger_rows: LedgerRows,
) -> None:
    with pytest.raises(privacy.Refused) as refused:
        attempt(ada)
    assert refused.value.reason == reason
    assert [row.outcome for row in ledger_rows(Event.REFUSAL)] == [reason.value]
    assert ledger_rows(Event.DISCLOSURE, Event.OUTCOME) == ()
    assert (POST_DOOR.sent, PRINTER_DOOR.printed, POST_DOOR.opener) == ([], [], None)


@both
def test_who_may_not_use_may_not_disclose(ada: Member, librarian: Actor, ledger_rows: LedgerRows) -> None:
    for actor in (librarian, Actor.visitor(), Actor.customer(uuid4(), ada.subject)):
        with privacy.acting_as(actor), pytest.raises(privacy.Refused) as refused:
            privacy.disclose(_reminder(ada), through="post", purpose=NOTICE)
        assert refused.value.reason == RefusalReason.ACTOR_NOT_ALLOWED
    with pytest.raises(privacy.Undeclared):
        privacy.disclose(_reminder(ada), through="post", purpose=NOTICE)
    assert POST_DOOR.sent == []
    assert ledger_rows(Event.DISCLOSURE) == ()


@both
def test_what_nobody_declared_does_not_leave(ada: Member, program: None, ledger_rows: LedgerRows) -> None:
    assert ada.email is not None
    for message, door in (
        (Stranger(), "post"),
        (_reminder(ada), "printer"),
        (_reminder(ada), "window"),
        (Print(letter=ada.name), "post"),
    ):
        with pytest.raises(privacy.Undeclared):
            privacy.disclose(message, through=door, purpose=NOTICE)
    assert len(ledger_rows(Event.UNDECLARED)) == 4
    assert ledger_rows(Event.DISCLOSURE) == ()


@both
def test_nothing_of_the_erased_leaves(ada: Member, program: None, ledger_rows: LedgerRows) -> None:
    message = _reminder(ada)
    privacy.destroy(ada.subject)
    with pytest.raises(privacy.Erased):
        privacy.disclose(message, through="post", purpose=NOTICE)
    assert (POST_DOOR.sent, ledger_rows(Event.DISCLOSURE)) == ([], ())


@both
def test_without_a_row_nothing_is_sent(ada: Member, program: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(entry: object) -> None:
        raise LedgerUnavailable("the disk is full")

    monkeypatch.setattr(privacy.ledger, "enqueue", full)
    with pytest.raises(LedgerUnavailable):
        privacy.disclose(_reminder(ada), through="post", purpose=NOTICE)
    assert (POST_DOOR.sent, POST_DOOR.opener) == ([], None)


def _signed(event_id: str) -> tuple[dict[str, str], bytes]:
    body = json.dumps({"id": event_id}).encode()
    return {"signature": digest(SHARED_SECRET, body, "sha256").hex()}, body


@for_real
def test_what_comes_in_is_verified_and_handled_once(ledger_rows: LedgerRows) -> None:
    with transaction.atomic():
        assert privacy.receive("post", *_signed("event-1")) == Delivered("event-1")
    with pytest.raises(privacy.Replayed), transaction.atomic():
        privacy.receive("post", *_signed("event-1"))
    assert privacy.receive("post", *_signed("event-2")) == Delivered("event-2")
    rows = ledger_rows()
    assert [(row.event, row.outcome) for row in rows] == [
        (Event.RECEIPT, "verified"),
        (Event.RECEIPT, "replayed"),
        (Event.RECEIPT, "verified"),
    ]
    assert {(row.actor_kind, row.role, row.recipient) for row in rows} == {("system", "door:post", "post")}
    assert privacy.current_actor() is None


@for_real
def test_what_failed_to_be_handled_may_come_again() -> None:
    with transaction.atomic():
        privacy.receive("post", *_signed("event-1"))
        transaction.set_rollback(True)
    assert privacy.receive("post", *_signed("event-1")) == Delivered("event-1")


@both
def test_what_is_not_signed_does_not_come_in(ledger_rows: LedgerRows) -> None:
    headers, body = _signed("event-1")
    for forged in ((headers, body + b" "), ({}, body), ({"signature": "0" * 64}, body)):
        with pytest.raises(privacy.Unverified):
            privacy.receive("post", *forged)
    assert ledger_rows() == ()
    with pytest.raises(privacy.Undeclared):
        privacy.receive("printer", headers, body)


@both
def test_what_waits_is_fetched_with_the_way_open_for_that_long(
    monkeypatch: pytest.MonkeyPatch, ledger_rows: LedgerRows
) -> None:
    monkeypatch.setattr(POST_DOOR, "letters", ["Dear library"])
    with privacy.reach("post") as letters:
        opening = _announced.get()
        assert opening is not None
        assert opening.allows("post.example", 443)
        assert not opening.allows("post.example", 25)
        assert letters == ["Dear library"]
    assert _announced.get() is None
    assert ledger_rows() == ()


@both
def test_a_door_that_fetches_nothing_is_not_reached_through(monkeypatch: pytest.MonkeyPatch) -> None:
    for through in ("printer", "window"):
        with pytest.raises(privacy.Undeclared), privacy.reach(through):
            raise AssertionError("reached through")
    monkeypatch.setattr(POST_DOOR, "failure", DoorError(permanent=False))
    with pytest.raises(DoorError), privacy.reach("post"):
        raise AssertionError("reached while nobody is there")
    assert _announced.get() is None


@both
def test_a_purpose_for_one_recipient_is_not_one_for_all(ada: Member, librarian: Actor) -> None:
    with privacy.acting_as(librarian), pytest.raises(privacy.Refused) as refused:
        privacy.disclose(_letter(ada), through="printer", purpose=ANSWER)
    assert refused.value.reason == RefusalReason.RECIPIENT_NOT_DECLARED
    assert PRINTER_DOOR.printed == []


SHUT = """
import sys
import django
from django.conf import settings
settings.DATABASES["ledger"]["NAME"] = sys.argv[1]
django.setup()
import socket
from small_trades import privacy
privacy.shut_ways_out()
for actor in (None, privacy.Actor.staff(__import__("uuid").uuid4(), "librarian")):
    try:
        if actor is None:
            socket.create_connection(("192.0.2.1", 9))
        else:
            with privacy.acting_as(actor):
                socket.create_connection(("192.0.2.1", 9))
    except privacy.WayOutShut:
        print("shut")
"""


@both
def test_every_other_way_out_is_shut_and_recorded(ledger_rows: LedgerRows) -> None:
    name = str(connections["ledger"].settings_dict["NAME"])
    root = HERE.parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "PRIVACY_TEST_HOME": str(settings.HOME)}
    ended = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", SHUT, name], env=environment, capture_output=True, check=True
    )
    assert ended.stdout == b"shut\nshut\n"
    rows = ledger_rows(Event.WAY_OUT)
    assert [(row.actor_kind, row.role) for row in rows] == [("nobody", ""), ("staff", "librarian")]
    assert [row.policy_version for row in rows] == [2, 2]


@both
def test_two_deliveries_at_once_are_remembered_once() -> None:
    from small_trades.privacy import _gate
    from small_trades.privacy._keys.models import SeenEvent

    _gate._remember("post", b"d" * 32)
    _gate._remember("post", b"d" * 32)
    assert SeenEvent.objects.count() == 1
