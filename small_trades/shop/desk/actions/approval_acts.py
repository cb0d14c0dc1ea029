"""What a granted approval does. One line for each kind that does something at once."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.db import transaction

from small_trades.shop.desk.actions import approvals, exports, openings
from small_trades.shop.desk.models import Approval, ApprovalKind, Staff

WHEN_GRANTED: Final[Mapping[ApprovalKind, Callable[[Approval], None]]] = {
    ApprovalKind.OPENING: openings.allow,
    ApprovalKind.EXPORT: exports.granted,
}


def decide(approval_id: UUID, *, decider: Staff, is_granted: bool) -> Approval:
    """Grant or decline, and do what a grant does, or nothing of either.

    Raises:
        approvals.ApprovalError: see its kinds; nothing was decided.
    """
    with transaction.atomic():
        approval = approvals.decide(approval_id, decider=decider, is_granted=is_granted)
        act = WHEN_GRANTED.get(ApprovalKind(approval.kind))
        if is_granted and act is not None:
            act(approval)
    return approval
