"""A provision to an authority takes two members of staff: one asks, another decides."""

from django.db import transaction

from small_trades.shop.desk.actions import approvals
from small_trades.shop.desk.models import Approval, ApprovalKind, Staff
from small_trades.shop.provisions.actions.ask import Demand
from small_trades.shop.provisions.actions.ask import ask as keep_demand
from small_trades.shop.provisions.actions.decide import decide
from small_trades.shop.provisions.queries.person import Found


def ask(demand: Demand, about: Found, *, staff: Staff) -> str:
    """Keep the demand and ask for a second person; answers its code.

    Raises:
        DemandError: nothing was kept and nobody asked.
    """
    with transaction.atomic():
        case = keep_demand(demand, about, staff_id=staff.pk)
        approvals.ask(ApprovalKind.PROVISION, about=case.pk, asker=staff)
    return case.code


def approve(approval: Approval) -> None:
    """What a granted approval does: one of the two may provide it now."""
    _decide(approval, is_granted=True)


def decline(approval: Approval) -> None:
    """What a declined approval does: nothing is ever given for this demand."""
    _decide(approval, is_granted=False)


def _decide(approval: Approval, *, is_granted: bool) -> None:
    if approval.decided_by_id is None:
        raise approvals.ApprovalGoneError
    decide(approval.about, staff_id=approval.decided_by_id, is_granted=is_granted)
