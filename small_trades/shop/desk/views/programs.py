"""Programs at the desk: their tokens, made by the owner and shown once, and what they are told."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades import privacy
from small_trades.doors.programs.messages import BadAddress
from small_trades.shop.api.actions import notices
from small_trades.shop.api.actions.tokens import make_token, revoke_token
from small_trades.shop.api.events import NoticeEvent
from small_trades.shop.api.queries.notices import desk_endpoints, desk_notices
from small_trades.shop.api.queries.tokens import desk_tokens, token_name
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.programs import EVENT_NAMES, EndpointForm, TokenForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.proving import recent_proof
from small_trades.shop.desk.roles import PROGRAMS_SCREEN
from small_trades.shop.site import flash

TOKEN_MADE = "token made"  # noqa: S105 - an event's name
TOKEN_REVOKED = "token revoked"  # noqa: S105 - the same
ENDPOINT_MADE = "endpoint registered"
ENDPOINT_ENDED = "endpoint ended"
REGISTERED = flash.declare("desk-endpoint-registered", gettext_lazy("The address is registered."))
UNREGISTERED = flash.declare("desk-endpoint-ended", gettext_lazy("The address is told nothing any more."))
RESENT = flash.declare("desk-notice-resent", gettext_lazy("The notice is sent again."))
REVOKED = flash.declare(
    "desk-token-revoked", gettext_lazy("The token is revoked. No call with it is let in any more.")
)


@require_GET
@staff_required(PROGRAMS_SCREEN)
def programs(request: StaffRequest) -> HttpResponse:
    """Every token, and the form that makes one."""
    return _page(request, TokenForm())


@require_POST
@staff_required(PROGRAMS_SCREEN)
@recent_proof
def make_program(request: StaffRequest) -> HttpResponse:
    """A token, shown on this page and no other."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    _token_id, token = make_token(**form.wish(), staff_id=request.staff.pk)
    privacy.staff_event(TOKEN_MADE, about=request.staff.subject)
    return _page(request, TokenForm(), made=token)


@require_POST
@staff_required(PROGRAMS_SCREEN)
def revoke_program(request: StaffRequest, token_id: UUID) -> HttpResponse:
    """The token ends now."""
    if not token_name(token_id):
        raise Http404
    if revoke_token(token_id):
        privacy.staff_event(TOKEN_REVOKED, about=request.staff.subject)
        flash.add(request, REVOKED)
    return redirect("desk:programs")


@require_POST
@staff_required(PROGRAMS_SCREEN)
@recent_proof
def register_endpoint(request: StaffRequest) -> HttpResponse:
    """An address is told of what happens."""
    form = EndpointForm(request.POST)
    if form.is_valid():
        events = [NoticeEvent(event) for event in form.cleaned_data["events"]]
        try:
            notices.register(form.cleaned_data["address"], events=events, staff_id=request.staff.pk)
        except BadAddress:
            form.add_error("address", _("Notices go to https addresses of the internet alone."))
        except notices.EndpointTaken:
            form.add_error("address", _("This address is registered already."))
        else:
            privacy.staff_event(ENDPOINT_MADE, about=request.staff.subject)
            flash.add(request, REGISTERED)
            return redirect("desk:programs")
    return _page(request, TokenForm(), endpoint_form=form)


@require_POST
@staff_required(PROGRAMS_SCREEN)
def unregister_endpoint(request: StaffRequest, endpoint_id: UUID) -> HttpResponse:
    """The address is told nothing any more."""
    if not notices.unregister(endpoint_id):
        raise Http404
    privacy.staff_event(ENDPOINT_ENDED, about=request.staff.subject)
    flash.add(request, UNREGISTERED)
    return redirect("desk:programs")


@require_POST
@staff_required(PROGRAMS_SCREEN)
def resend_notice(request: StaffRequest, notice_id: UUID) -> HttpResponse:
    """A notice is sent again."""
    if not notices.resend(notice_id):
        raise Http404
    flash.add(request, RESENT)
    return redirect("desk:programs")


def _page(
    request: StaffRequest, form: TokenForm, *, made: str = "", endpoint_form: EndpointForm | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "endpoint_form": endpoint_form or EndpointForm(),
        "tokens": desk_tokens(),
        "made": made,
        "endpoints": desk_endpoints(),
        "notices": desk_notices(),
        "event_names": {event.value: words for event, words in EVENT_NAMES.items()},
    }
    return render_desk(request, "desk/programs.html", context)
