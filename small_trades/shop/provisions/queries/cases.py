"""Provisions as the desk and the person see them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import PROVISION_RECORDS
from small_trades.policy.groups import ProvisionRecord
from small_trades.shop.provisions.models import ProvisionCase
from small_trades.shop.provisions.states import CaseKind, CaseState


@dataclass(frozen=True, slots=True)
class CaseView:
    """One provision; its record stays sealed."""

    id: UUID
    code: str
    person: UUID
    kind: CaseKind
    kind_name: str
    state: CaseState
    state_name: str
    groups: tuple[str, ...]
    requested_on: date
    told_from: date | None
    asked_by: UUID
    asked_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    provided_at: datetime | None
    record: privacy.Sealed[ProvisionRecord] = field(repr=False)

    @property
    def is_secret(self) -> bool:
        """Whether the person may not be told yet."""
        return self.told_from is not None and self.told_from > timezone.localdate()


def count_cases() -> int:
    """How many there are."""
    return ProvisionCase.objects.count()


def list_cases(*, start: int, stop: int) -> tuple[CaseView, ...]:
    """The newest first."""
    return tuple(_view(case) for case in ProvisionCase.objects.all()[start:stop])


def case_by_code(code: str) -> CaseView | None:
    """One of them."""
    case = ProvisionCase.objects.filter(code=code).first()
    return _view(case) if case else None


def case_by_id(case_id: UUID) -> CaseView | None:
    """One of them."""
    case = ProvisionCase.objects.filter(pk=case_id).first()
    return _view(case) if case else None


def open_record(case: CaseView, *, reason: str) -> ProvisionRecord:
    """The words of a provision. Raises Refused for a role that keeps no such records."""
    return privacy.use(case.record, purpose=PROVISION_RECORDS, reason=reason)


def _view(case: ProvisionCase) -> CaseView:
    return CaseView(
        id=case.pk,
        code=case.code,
        person=case.person,
        kind=CaseKind(case.kind),
        kind_name=str(CaseKind(case.kind).label),
        state=CaseState(case.state),
        state_name=str(CaseState(case.state).label),
        groups=tuple(case.groups.split()),
        requested_on=case.requested_on,
        told_from=case.told_from,
        asked_by=case.asked_by,
        asked_at=case.asked_at,
        decided_by=case.decided_by,
        decided_at=case.decided_at,
        provided_at=case.provided_at,
        record=case.record,
    )
