"""Requests about personal information: what waits, who asks, the decision, and doing it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades import privacy
from small_trades.privacy.rights import Identified, RequestState
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.requests import DecideForm, IdentifyForm, TurnForm
from small_trades.shop.desk.pages import paging_of, render_desk
from small_trades.shop.desk.queries import requests as queries
from small_trades.shop.desk.queries.requests import RequestView
from small_trades.shop.desk.roles import INQUIRIES_SCREEN
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.rights.actions import answering
from small_trades.shop.site import flash

NOTED = flash.declare("desk-request-noted", gettext_lazy("Recorded, for the person to read too."))
MOVED_ON = flash.declare(
    "desk-request-moved-on",
    gettext_lazy("The request had changed in the meantime; nothing was done. This is how it stands now."),
    kind="problem",
)
NO_LETTER = flash.declare(
    "desk-request-no-letter",
    gettext_lazy("It is decided, but the conversation is closed: the letter was not sent."),
    kind="problem",
)


@require_GET
@staff_required(INQUIRIES_SCREEN)
def requests(request: StaffRequest) -> HttpResponse:
    """Open requests, what is due first."""
    paging = paging_of(request, queries.count_waiting())
    rows = queries.waiting(start=paging.start, stop=paging.stop)
    return render_desk(request, "desk/requests.html", {"requests": rows, "paging": paging})


@require_GET
@staff_required(INQUIRIES_SCREEN)
def request_page(request: StaffRequest, number: UUID) -> HttpResponse:
    """One request and what can be done with it now."""
    return _page(request, _found(number))


@require_POST
@staff_required(INQUIRIES_SCREEN)
def identify(request: StaffRequest, number: UUID) -> HttpResponse:
    """Record how it is known who asks."""
    found, form = _found(number), IdentifyForm(request.POST)
    if not form.is_valid():
        return _page(request, found)
    try:
        answering.identify(found.id, Identified(form.cleaned_data["how"]))
    except privacy.OutOfOrder:
        return _back(request, number, MOVED_ON)
    return _back(request, number, NOTED)


@require_POST
@staff_required(INQUIRIES_SCREEN)
def decide(request: StaffRequest, number: UUID) -> HttpResponse:
    """Decide, with a fixed reason and a letter."""
    found = _found(number)
    form = _decide_form(found, request)
    if not form.is_valid():
        return _page(request, found, form=form)
    decision, reason = form.decided()
    try:
        answering.decide(found.id, decision, reason, letter=form.text(), staff_id=request.staff.pk)
    except privacy.OutOfOrder:
        return _back(request, number, MOVED_ON)
    except WrongStateError:
        return _back(request, number, NO_LETTER)
    return _back(request, number, NOTED)


@require_POST
@staff_required(INQUIRIES_SCREEN)
def turn(request: StaffRequest, number: UUID) -> HttpResponse:
    """Make a stop a deletion, because its person wishes it."""
    found, form = _found(number), TurnForm(request.POST)
    if not form.is_valid():
        return _page(request, found, turn_form=form)
    try:
        answering.turn_into_deletion(found.id)
    except privacy.OutOfOrder:
        return _back(request, number, MOVED_ON)
    return _back(request, number, NOTED)


@require_POST
@staff_required(INQUIRIES_SCREEN)
def carry_out(request: StaffRequest, number: UUID) -> HttpResponse:
    """Do what was granted."""
    try:
        answering.carry_out(_found(number).id, reason=gettext("as you asked"))
    except (privacy.OutOfOrder, privacy.Erased):
        return _back(request, number, MOVED_ON)
    return _back(request, number, NOTED)


def _found(number: UUID) -> RequestView:
    found = queries.request_view(number)
    if found is None:
        raise Http404
    return found


def _decide_form(found: RequestView, request: StaffRequest | None = None) -> DecideForm:
    is_known = found.asked.state == RequestState.IDENTIFIED
    given = request.POST if request is not None else None
    return DecideForm(given, is_identified=is_known, has_thread=bool(found.inquiry_code))


def _page(
    request: StaffRequest,
    found: RequestView,
    *,
    form: DecideForm | None = None,
    turn_form: TurnForm | None = None,
) -> HttpResponse:
    shown = {
        "one": found,
        "identify_form": IdentifyForm(),
        "form": form or _decide_form(found),
        "turn_form": turn_form or TurnForm(),
    }
    return render_desk(request, "desk/request.html", shown)


def _back(request: StaffRequest, number: UUID, message: str) -> HttpResponse:
    flash.add(request, message)
    return redirect("desk:request", number=number)
