"""What a restored backup brings back of the erased is removed, of nobody else, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_trades import privacy
from small_trades.privacy import rights
from small_trades.privacy._keys.models import DataSubject, KeyRing
from small_trades.privacy._ledger import Event
from small_trades.privacy._rights import returned
from small_trades.privacy.rights import Channel, RequestKind
from small_trades.privacy.tests.toy import subject_data
from small_trades.privacy.tests.toy.models import Loan, Member
from small_trades.privacy.tests.toy.people import loan
from small_trades.privacy.tests.toy.policy import AUDIT

if TYPE_CHECKING:
    from uuid import UUID

    from small_trades.privacy.testing import LedgerRows

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("program"),
]


def test_rows_of_the_erased_go_and_others_stay(ada: Member, bob: Member, ledger_rows: LedgerRows) -> None:
    privacy.destroy(ada.subject)
    assert rights.sweep_returned(dry_run=True) == rights.Swept(1, 0, {"toy.Member": 1})
    assert Member.objects.count() == 2

    assert rights.sweep_returned() == rights.Swept(1, 1, {})
    assert list(Member.objects.all()) == [bob]
    assert [row.outcome for row in ledger_rows(Event.ERASURE)] == ["swept after a restore"]
    assert rights.sweep_returned() == rights.Swept(0, 0, {})


def test_what_a_law_keeps_stays_and_still_opens_for_it(ada: Member) -> None:
    kept = loan(ada, "Emma")
    receipt = rights.schedule_erasure(ada.subject, now=True)
    assert receipt.keys_held == 1
    assert rights.sweep_returned().people == 1
    assert not Member.objects.exists()
    assert Loan.objects.get().pk == kept.pk
    assert privacy.use(Loan.objects.get().borrower, purpose=AUDIT, reason="audit")


def test_whoever_is_not_known_to_be_erased_is_left_alone(ada: Member) -> None:
    """As with a key store that is empty, or another shop's."""
    KeyRing.objects.filter(subject_id=ada.subject).delete()
    DataSubject.objects.filter(pk=ada.subject).delete()
    assert rights.sweep_returned() == rights.Swept(0, 0, {"toy.Member": 1})
    assert Member.objects.count() == 1


def test_one_who_cannot_be_removed_does_not_stop_the_rest(
    ada: Member, bob: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget = subject_data.forget

    def stuck(subject: UUID) -> int:
        if subject == ada.subject:
            raise privacy.Refused(privacy.RefusalReason.HELD_BY_LAW)
        return forget(subject)

    monkeypatch.setattr(subject_data, "forget", stuck)
    for one in (ada, bob):
        privacy.destroy(one.subject)
    assert rights.sweep_returned() == rights.Swept(2, 1, {"toy.Member": 1})
    assert list(Member.objects.all()) == [ada]
    monkeypatch.undo()
    assert rights.sweep_returned() == rights.Swept(1, 1, {})


def test_more_people_than_a_page(ada: Member, bob: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(returned, "_PAGE", 1)
    for one in (ada, bob):
        privacy.destroy(one.subject)
    assert rights.sweep_returned() == rights.Swept(2, 2, {})


def test_what_is_under_way(ada: Member) -> None:
    assert not rights.is_under_way(ada.subject)
    out = loan(ada, "Persuasion", is_out=True)
    assert rights.is_under_way(ada.subject)
    out.delete()
    asked = rights.open_request(ada.subject, RequestKind.ACCESS, channel=Channel.LETTER)
    assert rights.is_under_way(ada.subject)
    rights.withdraw_request(asked.id)
    assert not rights.is_under_way(ada.subject)
    privacy.restrict(ada.subject, because="stopped")
    assert rights.is_under_way(ada.subject)
    privacy.lift(ada.subject, because="stopped")
    privacy.restrict(ada.subject, because="returned", record=privacy.uuid7())
    assert not rights.is_under_way(ada.subject)
    rights.schedule_erasure(ada.subject, now=False)
    assert rights.is_under_way(ada.subject)
