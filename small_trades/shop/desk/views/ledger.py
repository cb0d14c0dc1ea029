"""The ledger: every use of personal information, newest first, and its signed checkpoint."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import ledger as queries
from small_trades.shop.desk.roles import LEDGER_SCREEN


@require_GET
@staff_required(LEDGER_SCREEN)
def ledger(request: StaffRequest) -> HttpResponse:
    """A page of rows. They name roles, purposes and kinds of information, and no customer."""
    return render_desk(request, "desk/ledger.html", {"page": queries.ledger_page(request.GET.get("before"))})
