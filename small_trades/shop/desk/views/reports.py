"""Sales as numbers and charts, without a personal value."""

from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.drawn import drawn
from small_trades.shop.desk.forms.reports import PeriodForm, as_initial, this_month
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import reports as queries
from small_trades.shop.desk.roles import REPORTS_SCREEN
from small_trades.shop.desk.tables import REPORTS
from small_trades.shop.kernel.spreadsheets import csv_lines

SHOWN: Final = 50
"""Products in the table of the page; the file has all of them."""


@require_GET
@staff_required(REPORTS_SCREEN)
def reports(request: StaffRequest) -> HttpResponse:
    """The report of a period: this month where none is asked for."""
    form = PeriodForm(request.GET if "since" in request.GET else as_initial(this_month()))
    if not form.is_valid():
        return render_desk(request, "desk/reports.html", {"form": form, "report": None}, status=400)
    made = queries.report(form.period())
    context = {
        "form": form,
        "report": made,
        "query": urlencode({name: day.isoformat() for name, day in form.cleaned_data.items()}),
        **drawn(made.days, made.categories, made.products[:SHOWN]),
    }
    return render_desk(request, "desk/reports.html", context)


@require_GET
@staff_required(REPORTS_SCREEN)
def report_csv(request: StaffRequest, table: str) -> HttpResponse | StreamingHttpResponse:
    """One of its tables for a spreadsheet."""
    if table not in REPORTS:
        raise Http404
    form = PeriodForm(request.GET)
    if not form.is_valid():
        return redirect("desk:reports")
    lines = list(csv_lines(REPORTS[table](queries.report(form.period()))))
    headers = {"Content-Disposition": f'attachment; filename="{table}.csv"'}
    return HttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
