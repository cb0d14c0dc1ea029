"""Exports: asking for a list, and taking it out for a day."""

from itertools import chain
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from small_trades.shop.desk.access import StaffRequest, actor_of, staff_required
from small_trades.shop.desk.actions import exports as actions
from small_trades.shop.desk.carrier_file import CarrierFile
from small_trades.shop.desk.export_file import SHIFT_JIS, UTF8, ExportFile
from small_trades.shop.desk.forms.exports import DownloadForm, ExportForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.proving import recent_proof
from small_trades.shop.desk.queries import exports as queries
from small_trades.shop.desk.roles import EXPORTS_SCREEN
from small_trades.shop.kernel.codes import new_code
from small_trades.shop.site import flash

READY = flash.declare("desk-export-ready", gettext_lazy("The list can be taken out for a day."))
WAITS = flash.declare(
    "desk-export-waits", gettext_lazy("The list waits for a second person, because it is long."), kind="note"
)
NOT_READY = flash.declare(
    "desk-export-not-ready", gettext_lazy("A second person has not granted this list."), kind="problem"
)
USED_UP = flash.declare(
    "desk-export-used-up",
    gettext_lazy("This list was taken out as often as it may be, or its day is over."),
    kind="problem",
)
FORGOTTEN = flash.declare("desk-export-forgotten", gettext_lazy("The list is gone."))
_TYPES = {UTF8: "text/csv; charset=utf-8", SHIFT_JIS: "text/csv; charset=shift_jis"}


@staff_required(EXPORTS_SCREEN)
@recent_proof
def exports(request: StaffRequest) -> HttpResponse:
    """What somebody asked for, and the form that asks."""
    form = ExportForm(request.POST or None, role=request.staff.role)
    if request.method == "POST" and form.is_valid():
        try:
            export = actions.ask_export(request.staff, form.wanted())
        except actions.NothingThereError:
            form.add_error(None, _("There is nothing to export with these days and this state."))
        except actions.TooMuchError:
            words = _("There are more than %(most)s rows. Please choose fewer days.")
            form.add_error(None, words % {"most": f"{queries.MOST_ROWS:,}"})
        else:
            flash.add(request, READY if queries.is_approved(export) else WAITS)
            return redirect("desk:exports")
    context = {
        "form": form,
        "exports": queries.exports_of(request.staff.pk),
        "download_form": DownloadForm(),
        "alone": queries.ALONE,
        "most_downloads": queries.MOST_DOWNLOADS,
    }
    return render_desk(request, "desk/exports.html", context)


@require_POST
@staff_required(EXPORTS_SCREEN)
@recent_proof
def download(request: StaffRequest, export_id: UUID) -> Any:
    """One copy, made while it is sent."""
    export, form = _found(request, export_id), DownloadForm(request.POST)
    charset = form.cleaned_data["charset"] if form.is_valid() else UTF8
    copy = new_code()
    try:
        actions.require_ready(export)
        reason = actions.reason_of(export)
        actor = actor_of(request, request.staff)
        if export.kind in queries.CARRIER_OF:
            charset = SHIFT_JIS
            chunks = CarrierFile(export, actor=actor, copy=copy, reason=reason).chunks()
        else:
            file = ExportFile(export, actor=actor, copy=copy, reason=reason, charset=charset)
            chunks = file.chunks()
        # The first part before anything is sent: a refusal is still a page.
        first = next(chunks)
        actions.count_download(export, copy=copy)
    except actions.NotReadyError:
        flash.add(request, NOT_READY)
        return redirect("desk:exports")
    except actions.UsedUpError:
        flash.add(request, USED_UP)
        return redirect("desk:exports")
    answer = StreamingHttpResponse(chain([first], chunks), content_type=_TYPES[charset])
    answer.headers["Content-Disposition"] = f'attachment; filename="{export.kind}-{copy}.csv"'
    return answer


@require_POST
@staff_required(EXPORTS_SCREEN)
def forget(request: StaffRequest, export_id: UUID) -> HttpResponse:
    """End an export before its day is over."""
    actions.forget_export(_found(request, export_id))
    flash.add(request, FORGOTTEN)
    return redirect("desk:exports")


def _found(request: StaffRequest, export_id: UUID) -> Any:
    export = actions.export_of(export_id, request.staff)
    if export is None:
        raise Http404
    return export
