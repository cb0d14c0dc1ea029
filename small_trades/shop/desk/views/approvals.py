"""Approvals: what waits for a second person, and granting or declining it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions import approval_acts
from small_trades.shop.desk.actions import approvals as actions
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.proving import recent_proof
from small_trades.shop.desk.queries import approvals as queries
from small_trades.shop.desk.roles import APPROVALS_SCREEN
from small_trades.shop.site import flash

GRANTED = flash.declare("desk-approval-granted", gettext_lazy("Granted. Both names are in the ledger."))
DECLINED = flash.declare("desk-approval-declined", gettext_lazy("Declined. Nothing was opened or given."))
GONE = flash.declare(
    "desk-approval-gone",
    gettext_lazy("Somebody decided this already, or its time is over. Nothing was done."),
    kind="problem",
)
OWN = flash.declare(
    "desk-approval-own", gettext_lazy("Who asks cannot grant it. Somebody else decides."), kind="problem"
)


@require_GET
@staff_required(APPROVALS_SCREEN)
def approvals(request: StaffRequest) -> HttpResponse:
    """What waits, and what was decided lately."""
    staff = request.staff.pk
    context = {"waiting": queries.waiting(staff), "decided": queries.decided(staff)}
    return render_desk(request, "desk/approvals.html", context)


@require_POST
@staff_required(APPROVALS_SCREEN)
@recent_proof
def decide(request: StaffRequest, approval_id: UUID) -> HttpResponse:
    """Grant or decline, once."""
    is_granted = request.POST.get("answer") == "grant"
    try:
        approval_acts.decide(approval_id, decider=request.staff, is_granted=is_granted)
    except actions.SamePersonError:
        flash.add(request, OWN)
    except actions.ApprovalGoneError:
        flash.add(request, GONE)
    else:
        flash.add(request, GRANTED if is_granted else DECLINED)
    return redirect("desk:approvals")
