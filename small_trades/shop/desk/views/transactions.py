"""Transactions as tax law wants them found, and their counterparties opened for tax records.

A search is sent in the body of a form: what stands in an address would stand in logs and histories.
"""

from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.reports import CSV, NAMES, TransactionForm, as_initial, this_month
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import people
from small_trades.shop.desk.queries import transactions as queries
from small_trades.shop.desk.queries.transactions import Found, Sort, Transaction
from small_trades.shop.desk.roles import TRANSACTIONS_SCREEN
from small_trades.shop.desk.tables import transactions_table
from small_trades.shop.kernel.spreadsheets import csv_lines

SHOWN: Final = 100


@require_http_methods(["GET", "POST"])
@staff_required(TRANSACTIONS_SCREEN)
def transactions(request: StaffRequest) -> HttpResponse:
    """The form, and what was found: masked, as a file without names, or with names for a reason."""
    if request.method == "GET":
        people.prepare()
        return _page(request, TransactionForm(initial=as_initial(this_month())))
    form = TransactionForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        found = queries.find(form.wanted())
    except people.TooShortError:
        form.add_error("counterparty", _("Type two letters or four digits at least."))
        return _page(request, form)
    then = form.cleaned_data["then"]
    if then == CSV and found.is_cut:
        words = _("More than %(most)s transactions do not go into one file: choose fewer days.")
        form.add_error("until", words % {"most": f"{queries.MOST_ROWS:,}"})
        return _page(request, form)
    if then == CSV:
        headers = {"Content-Disposition": 'attachment; filename="transactions.csv"'}
        lines = list(csv_lines(transactions_table(found)))
        return HttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
    shown = found.rows[:SHOWN]
    names = queries.names(shown, reason=form.cleaned_data["reason"]) if then == NAMES and shown else ()
    return _page(request, form, found=found, names=names)


def _page(
    request: StaffRequest, form: TransactionForm, *, found: Found | None = None, names: tuple[str, ...] = ()
) -> HttpResponse:
    context = {
        "form": form,
        "found": found,
        "rows": [] if found is None else _rows(found.rows[:SHOWN], names),
        "most": SHOWN,
        "Sort": Sort,
    }
    return render_desk(request, "desk/transactions.html", context)


def _rows(rows: tuple[Transaction, ...], names: tuple[str, ...]) -> list[tuple[Transaction, str | None]]:
    return list(zip(rows, names or [None] * len(rows), strict=True))
