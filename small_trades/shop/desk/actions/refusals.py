"""Refusing somebody takes two members of staff: one proposes, another confirms."""

from uuid import UUID

from django.db import transaction

from small_trades.shop.desk.actions import approvals
from small_trades.shop.desk.models import Approval, ApprovalKind, Staff
from small_trades.shop.misuse.actions import confirm as misuse_confirm
from small_trades.shop.misuse.actions.confirm import NotProposedError
from small_trades.shop.misuse.actions.propose import Proposal
from small_trades.shop.misuse.actions.propose import propose as keep_proposal
from small_trades.shop.misuse.queries.refusals import RefusalView


def propose(wanted: Proposal, *, staff: Staff) -> RefusalView:
    """Keep a proposal and ask for a second person.

    Raises:
        NothingToMatchError, AlreadyRefusedError, privacy.Erased: nothing was stored and nobody asked.
    """
    with transaction.atomic():
        refusal = keep_proposal(wanted, staff_id=staff.pk)
        approvals.ask(ApprovalKind.REFUSAL, about=refusal.id, asker=staff)
    return refusal


def confirm(refusal_id: UUID, approval: Approval) -> None:
    """What a granted approval does: the refusal comes into force.

    Raises:
        NotProposedError, OwnProposalError: nothing was changed.
        NotGrantedError: this approval grants nothing here; nothing was changed.
    """
    is_for_this = approval.kind == ApprovalKind.REFUSAL and approval.about == refusal_id
    if not is_for_this or not approval.is_granted or approval.decided_by_id is None:
        raise NotGrantedError
    misuse_confirm.confirm(refusal_id, staff_id=approval.decided_by_id)


def decline(refusal_id: UUID, _approval: Approval) -> None:
    """What a declined approval does: the proposal and what was kept for it are destroyed."""
    misuse_confirm.decline(refusal_id)


class NotGrantedError(approvals.ApprovalError):
    """The approval is for something else, or was not granted."""


__all__ = ["NotGrantedError", "NotProposedError", "confirm", "decline", "propose"]
