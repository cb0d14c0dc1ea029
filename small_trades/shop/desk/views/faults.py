"""Errors at the desk: what went wrong in the program, for the owner and whoever mends it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import ERRORS_SCREEN
from small_trades.shop.faults import queries
from small_trades.shop.faults.actions import settle as settling
from small_trades.shop.site import flash

SETTLED = flash.declare(
    "desk-error-settled", gettext_lazy("Marked as mended. Should it come again, it is listed again.")
)


@require_GET
@staff_required(ERRORS_SCREEN)
def errors(request: StaffRequest) -> HttpResponse:
    """Every kind of error, the newest first: types and places in the code, and nothing of anybody."""
    is_settled = request.GET.get("show") == "settled"
    context = {"faults": queries.faults(is_settled=is_settled), "is_settled": is_settled}
    return render_desk(request, "desk/errors.html", context)


@require_GET
@staff_required(ERRORS_SCREEN)
def error(request: StaffRequest, fault_id: int) -> HttpResponse:
    """One of them, with its way through the code."""
    found = queries.fault(fault_id)
    if found is None:
        raise Http404
    return render_desk(request, "desk/error.html", {"fault": found})


@require_POST
@staff_required(ERRORS_SCREEN)
def settle_error(request: StaffRequest, fault_id: int) -> HttpResponse:
    """Mark it as mended."""
    if settling.settle(fault_id):
        flash.add(request, SETTLED)
    return redirect("desk:errors")
