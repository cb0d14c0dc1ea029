"""Incidents: the list, the wizard, whom it concerns, the report of nine items, the notices."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.incidents import IncidentForm, ReportForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import incidents as queries
from small_trades.shop.desk.roles import INCIDENTS_SCREEN
from small_trades.shop.incidents import queries as incident_queries
from small_trades.shop.incidents.actions.open import open_incident
from small_trades.shop.incidents.actions.report import Report, write
from small_trades.shop.incidents.actions.report import reported as note_reported
from small_trades.shop.incidents.actions.tell import prepare_notices
from small_trades.shop.incidents.queries import IncidentPage
from small_trades.shop.site import flash

REASON = "漏えい等の報告の作成 / writing the report on a leak"
SAVED = flash.declare("desk-incident-saved", gettext_lazy("The report was saved."))
REPORTED = flash.declare("desk-incident-reported", gettext_lazy("Noted that the report was made."))
TELLING = flash.declare("desk-incident-telling", gettext_lazy("The notices are being sent."))


@require_GET
@staff_required(INCIDENTS_SCREEN)
def incidents(request: StaffRequest) -> HttpResponse:
    """Every incident with its next clock."""
    return render_desk(request, "desk/incidents.html", {"incidents": incident_queries.list_incidents()})


@staff_required(INCIDENTS_SCREEN)
def new_incident(request: StaffRequest) -> HttpResponse:
    """What happened: whose access or which copy, and when."""
    staff = queries.staff_choices()
    form = IncidentForm(request.POST or None, staff=staff, sessions=queries.sign_in_choices(staff))
    if request.method == "POST" and form.is_valid():
        code = open_incident(form.incident(), staff_id=request.staff.pk)
        return redirect("desk:incident", code=code)
    return render_desk(request, "desk/new_incident.html", {"form": form})


@require_GET
@staff_required(INCIDENTS_SCREEN)
def incident(request: StaffRequest, code: str) -> HttpResponse:
    """Whom it concerns and what is due; the words of the report stay closed."""
    return render_desk(request, "desk/incident.html", {"page": _found(code)})


@staff_required(INCIDENTS_SCREEN)
def report(request: StaffRequest, code: str) -> HttpResponse:
    """The nine items, to be read, completed, or taken along as text."""
    page = _found(code)
    if request.GET.get("as") == "text":
        words = incident_queries.opened_words(code, reason=REASON)
        if words is None:
            raise Http404
        text = incident_queries.report_text(code, words)
        return HttpResponse(
            text,
            content_type="text/plain; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="report-{code}.txt"'},
        )
    if request.method == "POST":
        form = ReportForm(request.POST)
        if form.is_valid():
            write(page.incident.id, form.words())
            flash.add(request, SAVED)
            return redirect("desk:incident", code=code)
    else:
        words = incident_queries.opened_words(code, reason=REASON)
        form = ReportForm.of(words) if words else ReportForm()
    return render_desk(request, "desk/incident_report.html", {"page": page, "form": form})


@require_POST
@staff_required(INCIDENTS_SCREEN)
def reported(request: StaffRequest, code: str) -> HttpResponse:
    """Note that the preliminary or the final report was made."""
    wanted = request.POST.get("report", "")
    if wanted not in set(Report):
        raise Http404
    note_reported(_found(code).incident.id, Report(wanted))
    flash.add(request, REPORTED)
    return redirect("desk:incident", code=code)


@require_POST
@staff_required(INCIDENTS_SCREEN)
def tell(request: StaffRequest, code: str) -> HttpResponse:
    """Send everybody concerned their notice, once."""
    prepare_notices(_found(code).incident.id)
    flash.add(request, TELLING)
    return redirect("desk:incident", code=code)


def _found(code: str) -> IncidentPage:
    page = incident_queries.incident_page(code)
    if page is None:
        raise Http404
    return page
