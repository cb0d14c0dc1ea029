"""The first page of the day: what waits."""

from django.http import HttpResponse

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import home as queries
from small_trades.shop.desk.queries.checklist import checklist
from small_trades.shop.desk.roles import EVERYONE, SETTINGS_SCREEN


@staff_required(EVERYONE)
def home(request: StaffRequest) -> HttpResponse:
    """What waits: orders, transfers, inquiries, low stock, approvals. Opens nothing personal."""
    today = queries.today(request.staff.role, request.staff.pk)
    to_do = checklist() if request.staff.role in SETTINGS_SCREEN else ()
    context = {"today": today, "to_do": () if all(item.is_done for item in to_do) else to_do}
    return render_desk(request, "desk/home.html", context)
