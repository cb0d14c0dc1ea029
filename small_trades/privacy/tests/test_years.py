"""A business year's keys die together with the year's secret, in the rows that are here and in every copy."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy import RefusalReason
from small_trades.privacy._keys import ending, store, years
from small_trades.privacy._keys.models import KeyRing, KeyState, WrappedSecret
from small_trades.privacy._ledger import Event
from small_trades.privacy.tests.toy.models import Loan, Member
from small_trades.privacy.tests.toy.people import loan
from small_trades.privacy.tests.toy.policy import AUDIT, LENDING, LOAN

if TYPE_CHECKING:
    from small_trades.privacy.testing import LedgerRows

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
    pytest.mark.usefixtures("program"),
]
OLD = "LOAN_FY2015"


@pytest.fixture
def loans(ada: Member, bob: Member, monkeypatch: pytest.MonkeyPatch) -> list[Loan]:
    """Ada's and Bob's loans of 2015, and one of Ada's of today."""
    monkeypatch.setattr(timezone, "localdate", lambda: date(2015, 6, 1))
    old = [loan(ada), loan(bob)]
    monkeypatch.undo()
    return [*old, loan(ada)]


def _opens(found: Loan) -> bool:
    store.forget_cached()
    try:
        return privacy.use(Loan.objects.get(pk=found.pk).borrower, purpose=LENDING).family != ""
    except privacy.Erased:
        return False


def test_destroying_a_year_destroys_that_year_alone(loans: list[Loan], ledger_rows: LedgerRows) -> None:
    generation = privacy.generation()
    assert privacy.destroy_year(OLD) == 2
    assert [_opens(found) for found in loans] == [False, False, True]
    assert privacy.generation() > generation
    rings = KeyRing.objects.filter(key_class=OLD)
    assert {(ring.state, ring.wrapped) for ring in rings} == {(KeyState.DESTROYED, None)}
    secret = WrappedSecret.objects.get(name=f"year {OLD}")
    assert secret.wrapped is None
    assert secret.destroyed_at is not None
    (row,) = ledger_rows(Event.ERASURE)
    assert (row.outcome, len(row.references)) == (f"year destroyed: {OLD}", 2)
    assert Event.ERASURE in {use.event for use in privacy.uses_of(loans[0].subject)}
    assert privacy.destroy_year(OLD) == 0
    assert len(ledger_rows(Event.ERASURE)) == 1


def test_copies_of_the_key_rows_do_not_open_either(loans: list[Loan]) -> None:
    copies = list(KeyRing.objects.filter(key_class=OLD))
    privacy.destroy_year(OLD)
    for ring in copies:
        ring.save()
    assert [_opens(found) for found in loans] == [False, False, True]
    with pytest.raises(privacy.Erased):
        store.key_for(loans[0].subject, OLD)


def test_no_key_is_made_in_a_destroyed_year(loans: list[Loan]) -> None:
    privacy.destroy_year(OLD)
    newcomer = privacy.new_subject()
    with pytest.raises(privacy.Erased):
        store.key_for(newcomer, OLD)
    assert not KeyRing.objects.filter(subject_id=newcomer, key_class=OLD).exists()


def test_a_year_whose_records_the_law_wants_is_not_destroyed(loans: list[Loan]) -> None:
    this_year = LOAN.key_class(timezone.localdate())
    with pytest.raises(privacy.Refused) as refused:
        privacy.destroy_year(this_year)
    assert refused.value.reason == RefusalReason.HELD_BY_LAW
    assert [_opens(found) for found in loans] == [True, True, True]


@pytest.mark.parametrize("key_class", ["ACCOUNT", "ACCOUNT_FY2015", "LOAN", "LOAN_FY", "LOAN_FYx", ""])
def test_only_business_years_are_years(key_class: str) -> None:
    with pytest.raises(privacy.Undeclared):
        privacy.destroy_year(key_class)
    assert not years.is_year(key_class)


def test_when_years_and_holds_end(loans: list[Loan]) -> None:
    # 7 years from the filing margin after 31 March 2016, see LOAN.
    assert years.ends_on(OLD) == date(2023, 7, 1)
    assert ending.years_ended(date(2023, 7, 1)) == ()
    assert ending.years_ended(date(2023, 7, 2)) == (OLD,)
    subject = loans[0].subject
    privacy.hold(subject, OLD, until=date(2023, 7, 1))
    assert privacy.held_until(subject) == {OLD: date(2023, 7, 1)}
    assert ending.holds_ended(date(2023, 7, 1)) == ()
    assert ending.holds_ended(date(2023, 7, 2)) == ((subject, OLD, date(2023, 7, 1)),)
    assert privacy.use(loans[0].borrower, purpose=AUDIT).family == "Ada麒麟"
    privacy.destroy_year(OLD)
    assert privacy.held_until(subject) == {}
    assert ending.holds_ended(date(2023, 7, 2)) == ()


def test_a_key_from_before_years_had_secrets_joins_its_year_at_the_next_rotation(
    loans: list[Loan], monkeypatch: pytest.MonkeyPatch, bob: Member
) -> None:
    monkeypatch.setattr(store, "under_year", lambda _class, _ring, _subject, secret: secret)
    monkeypatch.setattr(timezone, "localdate", lambda: date(2014, 6, 1))
    old = loan(bob)
    monkeypatch.undo()
    ring = KeyRing.objects.get(key_class="LOAN_FY2014")
    assert len(ring.wrapped or b"") == 60
    assert _opens(old)
    privacy.rotate()
    ring.refresh_from_db()
    assert len(ring.wrapped or b"") == 88
    assert _opens(old)
    assert years.living()[0] == "LOAN_FY2014"
