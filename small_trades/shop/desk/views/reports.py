"""Sales as numbers and charts, without a personal value."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.charts import Chart, chart, share
from small_trades.shop.desk.forms.reports import PeriodForm, as_initial, this_month
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import reports as queries
from small_trades.shop.desk.roles import REPORTS_SCREEN
from small_trades.shop.desk.tables import REPORTS
from small_trades.shop.kernel.spreadsheets import csv_lines
from small_trades.shop.site.formats import date, day_and_month, money

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
        "shown": SHOWN,
        "by_day": by_day(made.days),
        "best": max(made.days, key=lambda day: day.sold),
        "by_category": lengths(made.categories),
        "by_product": lengths(made.products[:SHOWN]),
    }
    return render_desk(request, "desk/reports.html", context)


def by_day(days: Sequence[queries.Day]) -> Chart:
    """What was sold on each day."""
    return chart([(day_and_month(day.day), f"{date(day.day)}: {money(day.sold)}", day.sold) for day in days])


def lengths(goods: Sequence[queries.Sold]) -> list[tuple[queries.Sold, float]]:
    """Goods with the length of their bars: that of what was paid most for is whole."""
    most = max((one.paid for one in goods), default=0)
    return [(one, share(one.paid, most)) for one in goods]


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
