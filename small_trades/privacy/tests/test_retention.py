"""What is due goes, nothing else does, and the ledger says so before it happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy import _retention
from small_trades.privacy._keys import store
from small_trades.privacy._keys.models import DataSubject, KeyRing, KeyState
from small_trades.privacy._ledger import Event
from small_trades.privacy.tests.toy import retention as toy
from small_trades.privacy.tests.toy.models import Loan, Member
from small_trades.privacy.tests.toy.people import loan
from small_trades.privacy.tests.toy.policy import AUDIT, LENDING, LOAN

if TYPE_CHECKING:
    from uuid import UUID

    from small_trades.privacy.testing import LedgerRows

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
    pytest.mark.usefixtures("program"),
]
RETURNED = datetime(2026, 6, 1, 12, tzinfo=timezone.get_default_timezone())
DUE = RETURNED + toy.KEPT


def _returned(of: Member, title: str = "Emma", at: datetime = RETURNED) -> Loan:
    made = loan(of, title)
    Loan.objects.filter(pk=made.pk).update(returned_at=at)
    return made


def _run(now: datetime, *, dry_run: bool = False, subject: UUID | None = None) -> dict[str, tuple[int, int]]:
    ran = privacy.retention.run(now=now, dry_run=dry_run, subject=subject)
    return {found.clock.id: (found.due, found.forgotten) for found in ran if found.due}


def test_what_is_due_is_forgotten_and_the_rest_is_not(
    ada: Member, bob: Member, ledger_rows: LedgerRows
) -> None:
    _returned(ada)
    kept = [_returned(bob, at=RETURNED + timedelta(seconds=1)), loan(ada)]
    assert _run(DUE - timedelta(seconds=1)) == {}
    assert ledger_rows(Event.ERASURE) == ()
    assert _run(DUE) == {"toy.loans": (1, 1)}
    assert {row.pk for row in Loan.objects.all()} == {row.pk for row in kept}
    (row,) = ledger_rows(Event.ERASURE)
    assert (row.role, row.outcome, len(row.references)) == ("test.task", "retention: toy.loans", 1)
    assert privacy.uses_of(ada.subject)[0].event == Event.ERASURE
    assert _run(DUE) == {}


def test_a_dry_run_counts_and_changes_nothing(ada: Member, ledger_rows: LedgerRows) -> None:
    _returned(ada)
    assert _run(DUE, dry_run=True) == {"toy.loans": (1, 0)}
    assert Loan.objects.count() == 1
    assert ledger_rows(Event.ERASURE) == ()


def test_of_one_person_only(ada: Member, bob: Member) -> None:
    _returned(ada)
    other = _returned(bob)
    assert _run(DUE, subject=ada.subject) == {"toy.loans": (1, 1)}
    assert [row.pk for row in Loan.objects.all()] == [other.pk]


def test_many_pages(ada: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_retention, "PAGE", 2)
    for number in range(7):
        _returned(ada, at=RETURNED - timedelta(days=number))
    assert _run(DUE) == {"toy.loans": (7, 7)}
    assert not Loan.objects.exists()


def test_what_was_touched_meanwhile_stays(ada: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _returned(ada)

    def touch(*_given: object) -> None:
        Loan.objects.filter(pk=found.pk).update(returned_at=None)

    monkeypatch.setattr(_retention, "_tell", touch)
    assert _run(DUE) == {"toy.loans": (1, 0)}
    assert Loan.objects.count() == 1


def test_one_that_cannot_be_forgotten_does_not_stop_the_rest(ada: Member, bob: Member) -> None:
    stuck = _returned(ada, "Stuck")
    _returned(bob)
    assert _run(DUE) == {"toy.loans": (2, 1)}
    assert [row.pk for row in Loan.objects.all()] == [stuck.pk]


def test_what_waits_for_a_person_with_its_dates(ada: Member, bob: Member) -> None:
    _returned(ada)
    loan(bob)
    year_ends = LOAN.kept_until(timezone.localdate())
    first, _year = privacy.retention.plan(ada.subject)
    assert (first.clock.id, first.at) == ("toy.loans", DUE)
    (entry,) = privacy.retention.plan(bob.subject)
    assert year_ends is not None
    assert (entry.clock.id, timezone.localdate(entry.at)) == ("keys.years", year_ends + timedelta(days=1))


def test_a_year_dies_for_all_when_its_term_ends(
    ada: Member, bob: Member, monkeypatch: pytest.MonkeyPatch, ledger_rows: LedgerRows
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_value: date(2015, 6, 1))
    loans = [loan(ada), loan(bob)]
    monkeypatch.undo()
    today = loan(ada)
    assert _run(timezone.now())["keys.years"] == (1, 1)
    for old in loans:
        with pytest.raises(privacy.Erased):
            privacy.use(old.borrower, purpose=LENDING)
    assert privacy.use(today.borrower, purpose=LENDING).family == "Ada麒麟"
    assert [row.outcome for row in ledger_rows(Event.ERASURE)] == ["year destroyed: LOAN_FY2015"]


def test_a_hold_ends_on_its_day(ada: Member) -> None:
    until = date(2026, 6, 30)
    privacy.hold(ada.subject, "ACCOUNT", until=until)
    noon = RETURNED + timedelta(days=29)
    assert _run(noon) == {}
    assert privacy.use(ada.name, purpose=AUDIT).family == "Ada麒麟"
    assert _run(noon + timedelta(days=1)) == {"keys.holds": (1, 1)}
    with pytest.raises(privacy.Erased):
        privacy.use(ada.name, purpose=AUDIT)


def test_the_records_of_somebody_of_whom_nothing_is_left_end_after_three_years(
    ada: Member, bob: Member, ledger_rows: LedgerRows
) -> None:
    privacy.destroy(ada.subject, classes=["ACCOUNT"])
    last = privacy.uses_of(ada.subject)[0].at
    assert _run(last + timedelta(days=3 * 365)) == {}
    assert len(privacy.uses_of(ada.subject)) > 0
    assert _run(last + timedelta(days=3 * 366 + 2)) == {"keys.records": (1, 1)}
    store.forget_cached()
    assert privacy.uses_of(ada.subject) == ()
    assert DataSubject.objects.get(pk=ada.subject).erased_at is not None
    assert KeyRing.objects.filter(subject_id=bob.subject).exclude(state=KeyState.DESTROYED).count() == 2


def test_nobody_forgets_anonymously(ada: Member) -> None:
    from small_trades.privacy import _actor

    _returned(ada)
    token = _actor._actor.set(None)
    try:
        with pytest.raises(privacy.Undeclared):
            privacy.retention.run(now=DUE)
    finally:
        _actor._actor.reset(token)
    assert Loan.objects.count() == 1


def test_two_clocks_never_share_an_id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toy, "CLOCKS", toy.CLOCKS * 2)
    _retention.clocks.cache_clear()
    with pytest.raises(ValueError, match="share an id"):
        privacy.retention.clocks()
    _retention.clocks.cache_clear()


def test_a_clock_that_only_tells_writes_no_row_of_an_erasure(
    ada: Member, ledger_rows: LedgerRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    _returned(ada)
    telling = replace(toy.CLOCKS[0], id="toy.tell", only_tells=True, forget=lambda page, _until: len(page))
    monkeypatch.setattr(_retention, "clocks", lambda: (telling,))
    assert _run(DUE) == {"toy.tell": (1, 1)}
    assert ledger_rows(Event.ERASURE) == ()
    assert Loan.objects.count() == 1
