"""How one signs in at the desk: passkeys, one-time codes, other sessions."""

from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from small_trades import privacy
from small_trades.shop.account.actions.ceremonies import PasskeyRefusedError, TooManyPasskeysError
from small_trades.shop.account.forms import NewPasskeyForm, PasskeyForm
from small_trades.shop.account.holders import holder_of
from small_trades.shop.account.passkeys import rp_id
from small_trades.shop.account.sessions import is_fresh
from small_trades.shop.account.throttles import TooManyError
from small_trades.shop.desk.access import StaffRequest, begin_session, mark_of, renew_session, staff_required
from small_trades.shop.desk.actions import passkeys as actions
from small_trades.shop.desk.actions.sessions import NotYourSessionError, end_session
from small_trades.shop.desk.actions.staff import SignInRefusedError, end_other_sessions
from small_trades.shop.desk.forms.staff import CodeForm, LoginForm
from small_trades.shop.desk.middleware import staff_of
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import staff as staff_queries
from small_trades.shop.desk.queries.security import ways_in
from small_trades.shop.desk.queries.sessions import sessions_of
from small_trades.shop.desk.roles import EVERYONE
from small_trades.shop.desk.views.setup import first_page
from small_trades.shop.desk.views.staff import JOINING, join_code_page
from small_trades.shop.site import flash
from small_trades.shop.site.pages import render

ADDED = flash.declare("desk-passkey-added", gettext_lazy("The passkey is added."))
REMOVED = flash.declare("desk-passkey-removed", gettext_lazy("The passkey is removed."))
LAST = flash.declare(
    "desk-last-way-in", gettext_lazy("This is your last way in. Set up another one first."), kind="problem"
)
CODES_ON = flash.declare("desk-codes-on", gettext_lazy("One-time codes are set up."))
CODES_OFF = flash.declare("desk-codes-off", gettext_lazy("From now on you sign in with passkeys alone."))
ENDED_ONE = flash.declare("desk-ended-one", gettext_lazy("The session has ended."))
NO_SESSION = flash.declare(
    "desk-no-session", gettext_lazy("This session has ended already, or is not yours to end."), kind="problem"
)
ENDED = flash.declare("desk-ended-others", gettext_lazy("You are signed out everywhere else."))


@require_GET
@staff_required(EVERYONE)
def security(request: StaffRequest) -> HttpResponse:
    """One's ways to sign in. Changing them takes a sign-in that is not older than a quarter of an hour."""
    return _page(request, NewPasskeyForm())


@require_POST
@staff_required(EVERYONE)
def passkey_options(request: StaffRequest) -> HttpResponse:
    """What the browser needs to make a passkey."""
    if not is_fresh(request):
        return JsonResponse({}, status=403)
    try:
        options = actions.passkey_options(request.staff.pk, holder=holder_of(request))
    except TooManyPasskeysError:
        return JsonResponse({}, status=409)
    return HttpResponse(options, content_type="application/json")


@require_POST
@staff_required(EVERYONE)
def add_passkey(request: StaffRequest) -> HttpResponse:
    """Keep the passkey that the browser made."""
    form = NewPasskeyForm(request.POST)
    if is_fresh(request) and form.is_valid():
        sent, label = form.cleaned_data["credential"], form.cleaned_data["label"]
        try:
            actions.add_passkey(request.staff, sent, label=label, holder=holder_of(request))
        except (PasskeyRefusedError, TooManyPasskeysError, privacy.Taken):
            form.add_error(None, _("This passkey could not be added. Please try again."))
        else:
            flash.add(request, ADDED)
            return redirect("desk:security")
    return _page(request, form)


@require_POST
@staff_required(EVERYONE)
def remove_passkey(request: StaffRequest, passkey_id: UUID) -> HttpResponse:
    """Remove a passkey, unless it is the last way in."""
    if is_fresh(request):
        try:
            actions.remove_passkey(request.staff, passkey_id)
            flash.add(request, REMOVED)
        except actions.LastWayInError:
            flash.add(request, LAST)
    return redirect("desk:security")


@staff_required(EVERYONE)
def codes(request: StaffRequest) -> HttpResponse:
    """Set up one-time codes, for somebody who has only passkeys."""
    if request.staff.has_codes or not is_fresh(request):
        return redirect("desk:security")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.turn_codes_on(request.staff, form.cleaned_data["code"])
        except SignInRefusedError:
            form.add_error(
                "code", _("This code is not right. Codes change every 30 seconds; try the next one.")
            )
        else:
            flash.add(request, CODES_ON)
            return redirect("desk:security")
    set_up = staff_queries.totp_set_up(request.staff.pk)
    if set_up is None:
        return redirect("desk:security")
    square = segno.make(set_up.uri, error="m").svg_data_uri(scale=5, border=2, dark="#000", light="#fff")
    return render_desk(request, "desk/codes.html", {"form": form, "square": square, "secret": set_up.secret})


@require_POST
@staff_required(EVERYONE)
def codes_off(request: StaffRequest) -> HttpResponse:
    """Sign in with passkeys alone."""
    if is_fresh(request):
        try:
            actions.turn_codes_off(request.staff)
            flash.add(request, CODES_OFF)
        except actions.LastWayInError:
            flash.add(request, LAST)
    return redirect("desk:security")


@require_POST
@staff_required(EVERYONE, confirmed=False)
def end_others(request: StaffRequest) -> HttpResponse:
    """End one's other sessions."""
    end_other_sessions(request.staff, this=mark_of(request))
    renew_session(request, request.staff)
    flash.add(request, ENDED)
    return redirect("desk:security")


@require_POST
@staff_required(EVERYONE)
def end_one(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """End one session: one's own, or as an owner anybody's; this one by signing out."""
    try:
        whose = end_session(session_id, by=request.staff)
    except NotYourSessionError:
        flash.add(request, NO_SESSION)
        return redirect("desk:security")
    if staff_of(request) is None:
        request.session.flush()
        return redirect("desk:login")
    flash.add(request, ENDED_ONE)
    return (
        redirect("desk:security") if whose == request.staff else redirect("desk:colleague", number=whose.pk)
    )


@require_POST
@never_cache
def login_passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser needs to sign in with a passkey it has."""
    try:
        options = actions.sign_in_options(holder=holder_of(request), address=_address(request))
    except TooManyError:
        return JsonResponse({}, status=429)
    return HttpResponse(options, content_type="application/json")


@require_POST
@never_cache
def login_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with the answer of a passkey."""
    form, status = PasskeyForm(request.POST), 200
    if form.is_valid():
        sent = form.cleaned_data["credential"]
        try:
            staff = actions.sign_in_by_passkey(sent, holder=holder_of(request), address=_address(request))
        except PasskeyRefusedError:
            form.add_error(None, _("This passkey does not open the desk. Please sign in another way."))
        except TooManyError:
            form.add_error(None, _("Too many tries. Please wait a quarter of an hour."))
            status = 429
        else:
            begin_session(request, staff)
            is_onward = request.POST.get("next") == "security"
            return redirect("desk:security" if is_onward else first_page(staff.role))
    page = {"form": LoginForm(), "passkey": form, "rp_id": rp_id(), "next": ""}
    return render(request, "desk/login.html", page, status=status)


@require_POST
@never_cache
def join_passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make a passkey for somebody who is becoming staff."""
    joining = request.session.get(JOINING)
    if not joining:
        return JsonResponse({}, status=403)
    options = actions.passkey_options(UUID(joining), holder=holder_of(request))
    return HttpResponse(options, content_type="application/json")


@require_POST
@never_cache
def join_passkey(request: HttpRequest) -> HttpResponse:
    """Become staff with a passkey instead of one-time codes."""
    joining = request.session.get(JOINING)
    if not joining:
        return redirect("desk:login")
    form = NewPasskeyForm(request.POST)
    if form.is_valid():
        sent, label = form.cleaned_data["credential"], form.cleaned_data["label"]
        try:
            staff = actions.join_by_passkey(UUID(joining), sent, label=label, holder=holder_of(request))
        except SignInRefusedError:
            return redirect("desk:login")
        except (PasskeyRefusedError, privacy.Taken):
            form.add_error(None, _("This passkey could not be added. Please try again."))
        else:
            begin_session(request, staff)
            return redirect("desk:home")
    return join_code_page(request, CodeForm(), form)


def _page(request: StaffRequest, form: NewPasskeyForm) -> HttpResponse:
    page = {
        "form": form,
        "ways": ways_in(request.staff),
        "is_fresh": is_fresh(request),
        "rp_id": rp_id(),
        "sessions": sessions_of(request.staff.pk, this=mark_of(request)),
    }
    return render_desk(request, "desk/security.html", page)


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
