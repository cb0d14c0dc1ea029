"""How a desk view answers: a page with the menu of the role."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from small_trades.doors.paper.messages import Sheet
from small_trades.shop.desk.menu import ROLE_NAMES, groups_for, role_name
from small_trades.shop.desk.staff_request import StaffRequest
from small_trades.shop.orders.states import OrderState
from small_trades.shop.site.pages import render
from small_trades.shop.site.paging import Paging

PER_PAGE = 50
STATE_KINDS = {
    OrderState.PLACED: "warn",
    OrderState.PAID: "accent",
    OrderState.PACKING: "accent",
    OrderState.SHIPPED: "good",
    OrderState.DELIVERED: "good",
    OrderState.CANCELLED: "quiet",
    OrderState.RETURNED: "quiet",
    OrderState.REFUNDED: "quiet",
}


def paging_of(request: StaffRequest, total: int) -> Paging:
    """The page of a long list that the address asks for; links to other pages keep the filter."""
    kept = [(name, str(value)) for name, value in request.GET.items()]
    return Paging.of(request.GET.get("page"), per_page=PER_PAGE, total=total, path=request.path, query=kept)


def render_desk(
    request: StaffRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Answer with a desk page for the member of staff of this request."""
    role = request.staff.role
    frame = {
        "staff": request.staff,
        "desk_menu": groups_for(role, request.path),
        "role_name": role_name(role),
        "role_names": {known: role_name(known) for known in ROLE_NAMES},
        "state_kinds": STATE_KINDS,
    }
    return render(request, template, {**frame, **(context or {})}, status=status)


def sheet_file(sheet: Sheet) -> HttpResponse:
    """A sheet to print, downloaded once and never kept here."""
    headers = {"Content-Disposition": f'attachment; filename="{sheet.file_name}"'}
    return HttpResponse(sheet.html, content_type="text/html; charset=utf-8", headers=headers)
