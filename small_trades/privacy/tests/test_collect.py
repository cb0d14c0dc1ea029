"""Collecting under a notice, correcting, and carrying unopened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_trades import privacy
from small_trades.privacy._ledger import Event
from small_trades.privacy.tests.toy.groups import EmailAddress, Letter, PersonName
from small_trades.privacy.tests.toy.models import Loan, Member
from small_trades.privacy.tests.toy.people import loan
from small_trades.privacy.tests.toy.policy import ANSWER, LENDING

if TYPE_CHECKING:
    from small_trades.privacy.testing import LedgerRows

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.usefixtures("program")]


def test_collecting_names_notice_purposes_and_version(ledger_rows: LedgerRows) -> None:
    made = Member(subject=privacy.new_subject())
    privacy.collect(
        made, notice="join", name=PersonName("Ada"), email=EmailAddress("a@b.example"), nickname=None
    )
    (row,) = ledger_rows()
    assert (row.event, row.outcome, row.purpose) == (Event.COLLECTION, "notice:join", "3a-lending 3b-notice")
    assert (row.policy_version, row.groups) == (2, ("EmailAddress", "PersonName"))
    (mine,) = privacy.uses_of(made.subject)
    assert (mine.notice, mine.purpose_id, mine.role) == ("join", None, "test.task")
    assert Member.objects.count() == 0
    assert made.nickname is None


def test_correcting_says_so(ada: Member, ledger_rows: LedgerRows) -> None:
    privacy.correct(ada, notice="join", name=PersonName("Countess"))
    ada.save()
    assert [row.event for row in ledger_rows()][-1] == Event.CORRECTION
    assert privacy.use(Member.objects.get().name, purpose=LENDING).family == "Countess"


def test_a_value_is_usable_before_it_is_saved() -> None:
    made = Member(subject=privacy.new_subject())
    privacy.collect(made, notice="join", name=PersonName("Ada"))
    assert privacy.use(made.name, purpose=LENDING).family == "Ada"


def test_emptying_a_value_needs_a_column_that_may_be_empty(ada: Member, ledger_rows: LedgerRows) -> None:
    before = ledger_rows()
    privacy.correct(ada, notice="join", email=None)
    assert ada.email is None
    with pytest.raises(TypeError, match="cannot be empty"):
        privacy.correct(ada, notice="join", name=None)
    assert ledger_rows() == before


def test_what_the_notice_does_not_name_is_not_collected(ada: Member, ledger_rows: LedgerRows) -> None:
    with pytest.raises(privacy.Undeclared, match="notice nowhere"):
        privacy.collect(ada, notice="nowhere", name=PersonName("x"))
    borrowed = Loan(subject=ada.subject, title="x")
    with pytest.raises(privacy.Undeclared, match="2i-letter under notice join"):
        privacy.collect(borrowed, notice="join", borrower=PersonName("x"), letter=Letter("x"))
    assert borrowed.letter is None
    assert [row.event for row in ledger_rows()][-2:] == [Event.UNDECLARED, Event.UNDECLARED]


def test_nobody_collects_nothing(ada: Member) -> None:
    from contextvars import Context

    with pytest.raises(privacy.Undeclared, match="nobody is acting"):
        Context().run(privacy.collect, ada, notice="join", name=PersonName("x"))


def test_a_value_is_carried_to_another_record_unopened(ada: Member, ledger_rows: LedgerRows) -> None:
    before = ledger_rows()
    borrowed = Loan(subject=ada.subject, title="x")
    privacy.carry(ada.name, borrowed, "borrower")
    borrowed.save()
    assert ledger_rows() == before
    assert not privacy.opened_personal_value()
    privacy.destroy(ada.subject, classes=["ACCOUNT"])
    assert privacy.use(Loan.objects.get().borrower, purpose=LENDING).family == "Ada麒麟"


def test_carrying_needs_no_actor(ada: Member) -> None:
    from contextvars import Context

    borrowed = Loan(subject=ada.subject, title="x")
    Context().run(privacy.carry, ada.name, borrowed, "borrower")
    borrowed.save()
    assert Loan.objects.count() == 1


def test_a_value_is_not_carried_to_another_person_group_or_category(ada: Member, bob: Member) -> None:
    with pytest.raises(TypeError, match="never to another person"):
        privacy.carry(ada.name, Loan(subject=bob.subject, title="x"), "borrower")
    for field in ("letter", "title", "nothing"):
        with pytest.raises(TypeError):
            privacy.carry(ada.name, Loan(subject=ada.subject, title="x"), field)
    detached = Member.objects.values_list("name", flat=True).get(pk=ada.pk)
    with pytest.raises(TypeError):
        privacy.carry(detached, Loan(subject=ada.subject, title="x"), "borrower")


def test_letters_are_read_to_be_answered(ada: Member) -> None:
    written = loan(ada, letter="Dear library")
    assert privacy.use(written.letter, purpose=ANSWER) == Letter("Dear library")
