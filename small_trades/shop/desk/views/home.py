"""The first page of the day: what waits."""

from typing import Any, Final

from django.http import HttpResponse

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.drawn import drawn
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import home as queries
from small_trades.shop.desk.queries import reports
from small_trades.shop.desk.queries.checklist import checklist
from small_trades.shop.desk.roles import EVERYONE, REPORTS_SCREEN, SETTINGS_SCREEN

MOST_SOLD: Final = 5


@staff_required(EVERYONE)
def home(request: StaffRequest) -> HttpResponse:
    """What waits: orders, transfers, inquiries, low stock, approvals; what was sold; nothing personal."""
    today = queries.today(request.staff.role, request.staff.pk)
    to_do = checklist() if request.staff.role in SETTINGS_SCREEN else ()
    context: dict[str, Any] = {"today": today, "to_do": () if all(item.is_done for item in to_do) else to_do}
    sees_sales = request.staff.role in REPORTS_SCREEN
    context |= {"sees_sales": sees_sales, **(_sales() if sees_sales else {})}
    return render_desk(request, "desk/home.html", context)


def _sales() -> dict[str, Any]:
    lately = reports.lately()
    return drawn(lately.days, lately.categories[:MOST_SOLD], lately.products[:MOST_SOLD])
