"""The second person's answer, and what leaves after it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.authority.messages import LawfulAnswer
from small_trades.doors.paper.messages import Sheet
from small_trades.policy.declaration import LAWFUL_EXCEPTION, PROVISION_RECORDS
from small_trades.privacy import LawfulGround
from small_trades.shop.provisions.models import ProvisionCase
from small_trades.shop.provisions.queries.person import values_of
from small_trades.shop.provisions.states import CASES, CaseState


class OwnDemandError(ValueError):
    """Who asked cannot decide, or somebody else than the two wants to provide; nothing was changed."""


class NothingLeftError(ValueError):
    """Nothing of what was approved is held any more; nothing left."""


@transaction.atomic
def decide(case_id: UUID, *, staff_id: UUID, is_granted: bool) -> None:
    """Approve or decline.

    Raises:
        WrongStateError: it was decided before.
        OwnDemandError: the one who asked.
    """
    case = ProvisionCase.objects.select_for_update().get(pk=case_id)
    wanted = CaseState.APPROVED if is_granted else CaseState.DECLINED
    CASES.require(CaseState(case.state), wanted)
    if case.asked_by == staff_id:
        raise OwnDemandError
    case.state, case.decided_by, case.decided_at = wanted, staff_id, timezone.now()
    case.save(update_fields=["state", "decided_by", "decided_at"])


@transaction.atomic
def provide(case_id: UUID, *, staff_id: UUID, reason: str) -> Sheet:
    """Give what was approved, once: the document, for whoever of the two asked for it now.

    Raises:
        WrongStateError: not approved, or provided before; nothing left.
        OwnDemandError: neither of the two people who stand for it; nothing left.
        NothingLeftError: everything it names was erased since; nothing left.
        privacy.Refused: the gate said no; nothing left.
    """
    case = ProvisionCase.objects.select_for_update().get(pk=case_id)
    CASES.require(CaseState(case.state), CaseState.PROVIDED)
    if case.decided_by is None or staff_id not in {case.asked_by, case.decided_by}:
        raise OwnDemandError
    found = list(values_of(case.person, frozenset(case.groups.split())))
    if not found:
        raise NothingLeftError
    record = privacy.use(case.record, purpose=PROVISION_RECORDS, reason=reason)
    ground = LawfulGround(
        authority=record.recipient,
        law=record.ground,
        document=record.document,
        requested_on=case.requested_on,
        approved_by=(case.asked_by, case.decided_by),
        told_from=case.told_from,
    )
    message = LawfulAnswer(
        code=case.code,
        authority=record.recipient,
        law=record.ground,
        document=record.document,
        requested_on=case.requested_on,
        person=record.person,
        labels=tuple(label for label, _value in found),
        values=tuple(value for _label, value in found),
    )
    sheet: Sheet = privacy.disclose(message, through="authority", purpose=LAWFUL_EXCEPTION, ground=ground)
    case.state, case.provided_at = CaseState.PROVIDED, timezone.now()
    case.save(update_fields=["state", "provided_at"])
    return sheet
