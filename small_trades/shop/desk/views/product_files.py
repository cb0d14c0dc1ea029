"""Products as files: sent, looked over, imported in the background; and the catalogue taken out."""

import csv
import io
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.product_files import ImportForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import PRODUCTS_SCREEN
from small_trades.shop.products import tasks
from small_trades.shop.products.actions.import_products import confirm
from small_trades.shop.products.actions.import_uploads import upload
from small_trades.shop.products.queries import imports as queries
from small_trades.shop.products.queries.export_products import FORMATS, export_chunks
from small_trades.shop.products.queries.imports import ImportPage
from small_trades.shop.site.uploads import ON_DISK, takes_files

_TYPE = "text/csv; charset=utf-8"


@staff_required(PRODUCTS_SCREEN)
@takes_files(most_bytes=ON_DISK, on_disk=True)
def import_products(request: StaffRequest) -> HttpResponse:
    """A file to import, the imports before it, and the catalogue to take out."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        pictures = given["pictures"].chunks() if given["pictures"] else None
        import_id = upload(given["file"].chunks(), pictures, wanted=given["wanted"])
        tasks.check_import.enqueue(str(import_id))
        return redirect("desk:product_import", import_id=import_id)
    context = {"form": form, "imports": queries.latest_imports()}
    return render_desk(request, "desk/import_products.html", context)


@require_GET
@staff_required(PRODUCTS_SCREEN)
def product_import(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """What an import would do, how far it is, or what it did."""
    return render_desk(request, "desk/product_import.html", {"found": _found(import_id)})


@require_POST
@staff_required(PRODUCTS_SCREEN)
def confirm_import(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Let it run, or go on after a restart; nothing is stored twice, however often this is clicked."""
    del request
    if confirm(import_id) or _found(import_id).state == "running":
        tasks.run_import.enqueue(str(import_id))
    return redirect("desk:product_import", import_id=import_id)


@require_GET
@staff_required(PRODUCTS_SCREEN)
def import_report(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Every line that was not stored, with column and reason, as CSV."""
    del request
    _found(import_id)
    text = io.StringIO("\ufeff")
    text.seek(0, io.SEEK_END)
    heading = [_("Line"), _("Column"), _("Reason"), _("Value")]
    csv.writer(text).writerows(queries.report_rows(import_id, heading))
    answer = HttpResponse(text.getvalue(), content_type=_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="import-{import_id}.csv"'
    return answer


@require_GET
@staff_required(PRODUCTS_SCREEN)
def export_products(request: StaffRequest, wanted: str) -> Any:
    """The whole catalogue, made while it is sent."""
    del request
    if wanted not in FORMATS:
        raise Http404
    answer = StreamingHttpResponse(export_chunks(wanted), content_type=_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="products-{wanted}.csv"'
    return answer


def _found(import_id: UUID) -> ImportPage:
    found = queries.import_page(import_id)
    if found is None:
        raise Http404
    return found
