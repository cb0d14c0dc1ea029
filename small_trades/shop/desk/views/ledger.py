"""The ledger: every use of personal information, newest first, its signed checkpoint, and its check."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.ledger import LedgerFilterForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import ledger as queries
from small_trades.shop.desk.roles import LEDGER_SCREEN
from small_trades.shop.desk.tasks import is_verifying, verify_ledger
from small_trades.shop.kernel.spreadsheets import csv_lines
from small_trades.shop.site import flash
from small_trades.shop.site.ledger_check import last_check
from small_trades.shop.site.streamed import in_this_language

STARTED = flash.declare(
    "desk-ledger-verifying",
    gettext_lazy("The check has begun. Load this page again in a moment to see what it found."),
)


@require_GET
@staff_required(LEDGER_SCREEN)
def ledger(request: StaffRequest) -> HttpResponse:
    """A page of rows. They name roles, purposes and kinds of information, and no customer."""
    form = LedgerFilterForm(request.GET)
    sought = form.sought()
    kept = {name: value for name, value in request.GET.items() if value and name != "before"}
    context = {
        "form": form,
        "page": queries.ledger_page(sought, request.GET.get("before", "")) if sought else None,
        "query": urlencode(kept),
        "checked": last_check(),
        "is_verifying": is_verifying(),
    }
    return render_desk(request, "desk/ledger.html", context, status=200 if sought else 400)


@require_GET
@staff_required(LEDGER_SCREEN)
def ledger_csv(request: StaffRequest) -> HttpResponse | StreamingHttpResponse:
    """The same rows, all of them, as a table for a spreadsheet."""
    sought = LedgerFilterForm(request.GET).sought()
    if sought is None:
        return redirect(f"{request.path.removesuffix('list.csv')}?{request.GET.urlencode()}")
    lines = in_this_language(csv_lines(_table(queries.every_line(sought))))
    headers = {"Content-Disposition": 'attachment; filename="ledger.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
@staff_required(LEDGER_SCREEN)
def verify(request: StaffRequest) -> HttpResponse:
    """Have the whole ledger checked; one check at a time."""
    if not is_verifying():
        verify_ledger.enqueue()
    flash.add(request, STARTED)
    return redirect("desk:ledger")


def _table(lines: Iterator[queries.Line]) -> Iterator[list[str]]:
    head = [_("Row"), _("Time"), _("What"), _("Who"), _("Staff number"), _("Kinds of information")]
    yield [*head, _("Purpose"), _("To whom"), _("How it ended")]
    for line in lines:
        at = timezone.localtime(line.at).isoformat(timespec="seconds")
        groups = " · ".join(str(group) for group in line.groups)
        row = [str(line.number), at, str(line.event), str(line.who), line.who_exactly, groups]
        yield [*row, " · ".join(line.purposes), line.recipient, line.note]
