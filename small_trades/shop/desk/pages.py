"""How a desk view answers: a page with the menu of the role."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from small_trades.shop.desk.access import StaffRequest
from small_trades.shop.desk.menu import entries_for, role_name
from small_trades.shop.site.pages import render


def render_desk(
    request: StaffRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Answer with a desk page for the member of staff of this request."""
    role = request.staff.role
    frame = {
        "staff": request.staff,
        "desk_menu": entries_for(role, request.path),
        "role_name": role_name(role),
    }
    return render(request, template, {**frame, **(context or {})}, status=status)
