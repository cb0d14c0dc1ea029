"""What follows from a decision of the second person, by the kind of what was asked."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.db import transaction

from small_trades.shop.desk.actions import approvals, exports, openings, provisions, refusals
from small_trades.shop.desk.models import Approval, ApprovalKind, Staff

Act = Callable[[Approval], None]


def _confirm_refusal(approval: Approval) -> None:
    refusals.confirm(approval.about, approval)


def _decline_refusal(approval: Approval) -> None:
    refusals.decline(approval.about, approval)


WHEN_GRANTED: Final[Mapping[ApprovalKind, Act]] = {
    ApprovalKind.REFUSAL: _confirm_refusal,
    ApprovalKind.OPENING: openings.allow,
    ApprovalKind.EXPORT: exports.granted,
    ApprovalKind.PROVISION: provisions.approve,
}
WHEN_DECLINED: Final[Mapping[ApprovalKind, Act]] = {
    ApprovalKind.REFUSAL: _decline_refusal,
    ApprovalKind.PROVISION: provisions.decline,
}


def decide(approval_id: UUID, *, decider: Staff, is_granted: bool) -> Approval:
    """Decide, and do what follows in the same transaction.

    Raises:
        approvals.ApprovalError: it cannot be decided by this person or any more; nothing was changed.
    """
    with transaction.atomic():
        approval = approvals.decide(approval_id, decider=decider, is_granted=is_granted)
        act = (WHEN_GRANTED if is_granted else WHEN_DECLINED).get(ApprovalKind(approval.kind))
        if act is not None:
            act(approval)
    return approval
