"""Four eyes: who asks for something weighty never grants it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.desk.actions import approvals
from small_trades.shop.desk.models import Approval, ApprovalKind, Staff
from small_trades.shop.desk.tests.making import colleague

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ABOUT = uuid4()


def _asked(asker: Staff) -> Approval:
    with privacy.acting_as(privacy.Actor.staff(asker.pk, asker.role)):
        return approvals.ask(ApprovalKind.PROVISION, about=ABOUT, asker=asker)


def test_another_person_grants_it_and_both_acts_are_in_the_ledger(ledger_rows: LedgerRows) -> None:
    asker, owner = colleague("manager").staff, colleague("owner").staff
    asked = _asked(asker)
    assert approvals.granted(ApprovalKind.PROVISION, about=ABOUT) is None

    with privacy.acting_as(privacy.Actor.staff(owner.pk, owner.role)):
        approvals.decide(asked.pk, decider=owner, is_granted=True)

    found = approvals.granted(ApprovalKind.PROVISION, about=ABOUT)
    assert found is not None
    assert (found.asked_by, found.decided_by) == (asker, owner)
    said = [row.outcome for row in ledger_rows() if row.event == "staff"]
    assert said == ["asked for approval: provision", "granted approval: provision"]


def test_asking_twice_is_asking_once() -> None:
    asker = colleague("manager").staff
    assert _asked(asker).pk == _asked(asker).pk
    assert Approval.objects.count() == 1


def test_nobody_grants_their_own() -> None:
    owner = colleague("owner").staff
    asked = _asked(owner)
    with pytest.raises(approvals.SamePersonError):
        approvals.decide(asked.pk, decider=owner, is_granted=True)
    assert approvals.granted(ApprovalKind.PROVISION, about=ABOUT) is None


def test_the_table_itself_refuses_two_hats() -> None:
    owner = colleague("owner").staff
    asked = _asked(owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=asked.pk).update(decided_by=owner)
    assert Approval.objects.get().decided_by is None


@pytest.mark.parametrize("role", ["orders", "support", "catalogue", "auditor"])
def test_other_roles_do_not_decide(role: str) -> None:
    asked = _asked(colleague("manager").staff)
    with pytest.raises(approvals.MayNotDecideError):
        approvals.decide(asked.pk, decider=colleague(role).staff, is_granted=True)
    assert Approval.objects.get().decided_at is None


def test_it_is_decided_once_and_not_after_its_time() -> None:
    asker, owner = colleague("manager").staff, colleague("owner").staff
    asked = _asked(asker)
    with privacy.acting_as(privacy.Actor.staff(owner.pk, owner.role)):
        approvals.decide(asked.pk, decider=owner, is_granted=False)
    with pytest.raises(approvals.ApprovalGoneError):
        approvals.decide(asked.pk, decider=owner, is_granted=True)
    assert approvals.granted(ApprovalKind.PROVISION, about=ABOUT) is None

    late = _asked(asker)
    Approval.objects.filter(pk=late.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(approvals.ApprovalGoneError):
        approvals.decide(late.pk, decider=owner, is_granted=True)
    assert _asked(asker).pk != late.pk
