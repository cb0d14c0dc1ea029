"""My information: what is held, every use, every provision, and what a member can ask for."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from small_trades.shop.account.access import CustomerRequest, customer_required
from small_trades.shop.account.use_lists import UseFilter
from small_trades.shop.account.uses import Kind
from small_trades.shop.privacy_center import queries
from small_trades.shop.privacy_center.uses import as_csv, as_json, proof_of, row_number, uses_page
from small_trades.shop.privacy_center.uses_form import UsesForm
from small_trades.shop.provisions.queries import told
from small_trades.shop.site.pages import render


@require_GET
@customer_required
def information(request: CustomerRequest) -> HttpResponse:
    """What is held, where it came from, and what was done last."""
    page = queries.information(request.customer)
    return render(request, "privacy_center/information.html", {"page": page})


@require_GET
@customer_required
def uses(request: CustomerRequest) -> HttpResponse:
    """Every use, by day, as far back as there is any."""
    form = UsesForm(request.GET)
    found = uses_page(request.customer, form.sought(), request.GET.dict())
    return render(request, "privacy_center/uses.html", {"form": form, "uses": found})


@require_GET
@customer_required
def uses_csv(request: CustomerRequest) -> StreamingHttpResponse:
    """The list as a table for a spreadsheet."""
    lines = as_csv(request.customer, UsesForm(request.GET).sought())
    return _file(lines, "text/csv; charset=utf-8", "uses.csv")


@require_GET
@customer_required
def uses_json(request: CustomerRequest) -> StreamingHttpResponse:
    """The list as data."""
    pieces = as_json(request.customer, UsesForm(request.GET).sought())
    return _file(pieces, "application/json", "uses.json")


@require_GET
@customer_required
def use_proof(request: CustomerRequest, number: str) -> StreamingHttpResponse:
    """The proof that one use stands in the ledger."""
    row = row_number(number)
    proof = None if row is None else proof_of(request.customer, row)
    if proof is None:
        raise Http404
    name = f"use-{row}.tlog-proof"
    return _file(iter((proof,)), "text/plain; charset=utf-8", name)


@require_GET
@customer_required
def provisions(request: CustomerRequest) -> HttpResponse:
    """To whom it went, and who was told of what changed since."""
    given = UseFilter(frozenset({Kind.GIVEN}))
    found = uses_page(request.customer, given, request.GET.dict())
    context = {"uses": found, "told": told.notices_of(request.customer.subject)}
    return render(request, "privacy_center/provisions.html", context)


def _file(pieces: Iterator[str], content_type: str, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=content_type, headers=headers)
