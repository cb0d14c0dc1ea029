"""Opening: who may, for what, and that the row is there first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from small_trades import privacy
from small_trades.privacy import Actor, RefusalReason, _record
from small_trades.privacy._ledger import Event, LedgerUnavailable
from small_trades.privacy.tests.settings import HERE
from small_trades.privacy.tests.toy import policy
from small_trades.privacy.tests.toy.groups import Letter, PersonName
from small_trades.privacy.tests.toy.models import Loan, Member
from small_trades.privacy.tests.toy.people import TASK, loan, member
from small_trades.privacy.tests.toy.policy import ANSWER, LENDING, NOTICE, REVEAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from small_trades.privacy.testing import LedgerRows

both = pytest.mark.django_db(databases=["default", "keys"])
for_real = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


@both
def test_one_value_a_list_a_tuple(ada: Member, bob: Member, program: None, ledger_rows: LedgerRows) -> None:
    assert privacy.use(ada.name, purpose=LENDING) == PersonName("Ada麒麟", "Lovelace鳳凰")
    opened = privacy.use([ada.name, ada.nickname, bob.name], purpose=LENDING)
    assert [item and item.family for item in opened] == ["Ada麒麟", None, "Bob鸞鷲"]
    name, email = privacy.use((ada.name, ada.email), purpose=LENDING)
    assert (name.given, email.address) == ("Lovelace鳳凰", "ada@member.example")
    assert privacy.use(ada.nickname, purpose=LENDING) is None
    assert privacy.use([], purpose=LENDING) == []
    assert [row.groups for row in ledger_rows(Event.USE)] == [
        ("PersonName",),
        ("PersonName",),
        ("EmailAddress", "PersonName"),
    ]


@both
def test_an_opened_group_does_not_print_itself(ada: Member, program: None) -> None:
    opened = privacy.use(ada.name, purpose=LENDING)
    assert "Ada" not in f"{opened} {opened!r}"
    with pytest.raises(AttributeError):
        opened.family = "Eve"  # type: ignore[misc]


def test_a_purpose_cannot_be_left_out_or_passed_by_position() -> None:
    with pytest.raises(TypeError):
        privacy.use([])  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        privacy.use([], LENDING)  # type: ignore[call-overload]


@both
def test_the_row_says_who_what_why_and_about_whom(
    ada: Member, bob: Member, librarian: Actor, ledger_rows: LedgerRows
) -> None:
    with privacy.acting_as(librarian):
        privacy.use([ada.name, ada.email, bob.name], purpose=LENDING)
        request_id = privacy.request_id()
    (row,) = ledger_rows(Event.USE)
    assert (row.actor_kind, row.actor_id, row.role) == ("staff", librarian.id, "librarian")
    assert (row.purpose, row.policy_version, row.groups) == ("3a-lending", 2, ("EmailAddress", "PersonName"))
    assert (row.reason, row.recipient, row.outcome) == ("", "", "")
    assert row.request_id == request_id
    assert len(row.references) == 2
    for person in (ada, bob):
        assert privacy.uses_of(person.subject)[0].seq == row.seq


def _nobody(sealed: Any) -> None:
    privacy.use(sealed, purpose=LENDING)


def _no_purpose(sealed: Any) -> None:
    with privacy.acting_as(TASK):
        privacy.use(sealed, purpose="3a-lending")  # type: ignore[call-overload]


def _unknown_purpose(sealed: Any) -> None:
    with privacy.acting_as(TASK):
        privacy.use(sealed, purpose=replace(LENDING, id="9z-curiosity"))


def _widened_purpose(sealed: Any) -> None:
    with privacy.acting_as(TASK):
        privacy.use(sealed, purpose=replace(LENDING, uses=policy.POLICY.categories))


@both
@pytest.mark.parametrize("attempt", [_nobody, _no_purpose, _unknown_purpose, _widened_purpose])
def test_what_nobody_declared_is_an_error_and_a_row(
    attempt: Callable[[Any], None], ada: Member, ledger_rows: LedgerRows
) -> None:
    with pytest.raises(privacy.Undeclared):
        attempt(ada.name)
    (row,) = ledger_rows(Event.USE, Event.REFUSAL, Event.UNDECLARED)
    assert row.event == Event.UNDECLARED
    assert row.outcome


CUSTOMER = Actor.customer(uuid4(), uuid4())
LIBRARIAN = Actor.staff(uuid4(), "librarian")


@both
@pytest.mark.parametrize(
    ("actor", "column", "purpose", "reason", "refusal"),
    [
        (TASK, "letter", LENDING, "", RefusalReason.NOT_FOR_PURPOSE),
        (Actor.visitor(), "borrower", NOTICE, "", RefusalReason.ACTOR_NOT_ALLOWED),
        (CUSTOMER, "letter", REVEAL, "because", RefusalReason.ACTOR_NOT_ALLOWED),
        (Actor.staff(uuid4(), "cleaner"), "borrower", REVEAL, "because", RefusalReason.ROLE_NOT_ALLOWED),
        (LIBRARIAN, "borrower", REVEAL, "", RefusalReason.REASON_MISSING),
        (LIBRARIAN, "borrower", REVEAL, " \n", RefusalReason.REASON_MISSING),
    ],
)
def test_refused_recorded_and_not_opened(
    actor: Actor,
    column: str,
    purpose: privacy.Purpose,
    reason: str,
    refusal: RefusalReason,
    ada: Member,
    ledger_rows: LedgerRows,
) -> None:
    sealed = getattr(loan(ada, letter="Dear library"), column)
    with privacy.acting_as(actor):
        assert privacy.decide(sealed, purpose=purpose, reason=reason).reason == refusal  # type: ignore[union-attr]
        before = len(ledger_rows())
        with pytest.raises(privacy.Refused) as refused:
            privacy.use(sealed, purpose=purpose, reason=reason)
        assert not privacy.opened_personal_value()
    assert refused.value.reason == refusal
    (row,) = ledger_rows()[before:]
    assert (row.event, row.outcome, row.purpose) == (Event.REFUSAL, refusal.value, purpose.id)
    assert privacy.uses_of(ada.subject)[0].seq == row.seq


@both
def test_whether_leaves_no_trace(ada: Member, program: None, ledger_rows: LedgerRows) -> None:
    before = ledger_rows()
    assert privacy.decide(ada.name, purpose=LENDING) == privacy.Allowed()
    assert privacy.decide([ada.name, ada.email], purpose=LENDING) == privacy.Allowed()
    assert isinstance(privacy.decide(ada.name, purpose=replace(LENDING, id="9z")), privacy.NotDeclared)
    assert ledger_rows() == before
    assert not privacy.opened_personal_value()


@both
def test_a_wider_purpose_does_not_reach_what_was_collected_before(
    ada: Member, program: None, ledger_rows: LedgerRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Version 2 reads letters to answer them; what version 1 collected was not for that."""
    from small_trades.privacy import _collect

    written = Loan(subject=ada.subject, title="x")
    with monkeypatch.context() as patch:
        patch.setattr(_collect, "stated_version", lambda: 1)
        privacy.collect(written, notice="write", borrower=PersonName("Ada"), letter=Letter("Dear library"))
    assert privacy.use(written.borrower, purpose=ANSWER).family == "Ada"
    with pytest.raises(privacy.Refused) as refused:
        privacy.use(written.letter, purpose=ANSWER)
    assert refused.value.reason == RefusalReason.NOT_WHEN_COLLECTED
    assert ledger_rows(Event.REFUSAL)[-1].outcome == "not-when-collected"

    # Carried to another record, it is still what was collected then.
    copied = Loan(subject=ada.subject, title="copy")
    assert written.letter is not None
    privacy.carry(written.letter, copied, "letter")
    with pytest.raises(privacy.Refused):
        privacy.use(copied.letter, purpose=ANSWER)


@both
def test_a_version_that_was_never_published_judges_nothing(
    ada: Member, program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from small_trades.privacy import _collect

    with monkeypatch.context() as patch:
        patch.setattr(_collect, "stated_version", lambda: 7)
        privacy.collect(ada, notice="join", name=PersonName("x"))
    with pytest.raises(privacy.Undeclared, match="version 7"):
        privacy.use(ada.name, purpose=LENDING)


@both
def test_a_reason_is_kept_for_the_person_and_never_in_the_clear(
    ada: Member, librarian: Actor, ledger_rows: LedgerRows
) -> None:
    reason = "Ada麒麟 telephoned about her card"
    with privacy.acting_as(librarian):
        privacy.use(ada.name, purpose=REVEAL, reason=f"  {reason}\0 " + "x" * 300)
    (row,) = ledger_rows(Event.USE)
    assert row.reason == ""
    assert reason.encode() not in b"".join(row.references)
    (mine, *_) = privacy.uses_of(ada.subject)
    assert mine.reason.startswith(f"{reason}\0 xxx")
    assert len(mine.reason) == 200
    assert (mine.actor_kind, mine.role, mine.purpose_id) == ("staff", "librarian", "3d-reveal")


@both
def test_fifty_values_cost_one_query_for_keys_and_one_row(program: None, ledger_rows: LedgerRows) -> None:
    for number in range(50):
        member(str(number))
    privacy.ledger.size()
    sealed = [found.name for found in Member.objects.order_by("pk")]
    before = len(ledger_rows())
    with CaptureQueriesContext(connections["keys"]) as queries:
        opened = privacy.use(sealed, purpose=LENDING)
    assert [name.family for name in opened] == [str(number) for number in range(50)]
    assert len(queries) == 1
    (row,) = ledger_rows()[before:]
    assert len(row.references) == 50


@both
def test_more_people_than_fit_a_row_take_more_rows(
    ada: Member, bob: Member, program: None, ledger_rows: LedgerRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    carol = member("Carol")
    monkeypatch.setattr(_record, "SUBJECTS_PER_ROW", 2)
    privacy.use([ada.name, bob.name, carol.name], purpose=LENDING)
    assert sorted(len(row.references) for row in ledger_rows(Event.USE)) == [1, 2]
    assert all(privacy.uses_of(person.subject)[0].event == Event.USE for person in (ada, bob, carol))


@both
def test_no_row_no_value(ada: Member, program: None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Lost:
        def wait(self) -> int:
            raise LedgerUnavailable("the disk is full")

    monkeypatch.setattr(privacy.ledger, "enqueue", lambda entry: Lost())
    with pytest.raises(LedgerUnavailable):
        privacy.use(ada.name, purpose=LENDING)
    assert not privacy.opened_personal_value()


@for_real
def test_the_row_outlives_a_rollback(ada: Member, program: None, ledger_rows: LedgerRows) -> None:
    def fail() -> None:
        with transaction.atomic(), transaction.atomic(using="keys"):
            privacy.use(ada.name, purpose=LENDING)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [row.purpose for row in ledger_rows(Event.USE)] == ["3a-lending"]


KILLED = """
import os, signal, sys
from uuid import UUID
import django
from django.conf import settings
for alias, name in zip(("default", "keys", "ledger"), sys.argv[2:5]):
    settings.DATABASES[alias]["NAME"] = name
django.setup()
from small_trades import privacy
from small_trades.privacy.tests.toy.models import Member
from small_trades.privacy.tests.toy.policy import LENDING
with privacy.acting_as(privacy.Actor.system("killed")):
    opened = privacy.use(Member.objects.get(pk=UUID(sys.argv[1])).name, purpose=LENDING)
assert opened.family == "Ada麒麟"
os.kill(os.getpid(), signal.SIGKILL)
"""


@for_real
def test_the_row_outlives_a_process_killed_right_after(
    ada: Member, ledger_rows: LedgerRows, tmp_path: Path
) -> None:
    from django.conf import settings

    names = [str(connections[alias].settings_dict["NAME"]) for alias in ("default", "keys", "ledger")]
    root = HERE.parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "PRIVACY_TEST_HOME": str(settings.HOME)}
    ended = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", KILLED, str(ada.pk), *names], env=environment, capture_output=True, check=False
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert [(row.role, row.purpose) for row in ledger_rows(Event.USE)] == [("killed", "3a-lending")]
    assert privacy.ledger.verify().ok


@both
def test_the_request_knows_that_something_was_opened(ada: Member, program: None) -> None:
    assert not privacy.opened_personal_value()
    privacy.use([], purpose=LENDING)
    privacy.use(None, purpose=LENDING)
    assert not privacy.opened_personal_value()
    privacy.use(ada.name, purpose=LENDING)
    assert privacy.opened_personal_value()


@both
def test_only_sealed_values_are_opened(program: None) -> None:
    things: tuple[Any, ...] = ("text", 5, PersonName("x"), ["text"])
    for thing in things:
        with pytest.raises(TypeError):
            privacy.use(thing, purpose=LENDING)
