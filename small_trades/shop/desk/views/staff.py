"""Becoming staff, signing in and out, confirming the policy."""

from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from small_trades import privacy
from small_trades.shop.account.forms import NewPasskeyForm, PasskeyForm
from small_trades.shop.account.passkeys import rp_id
from small_trades.shop.account.throttles import Caller, TooManyError
from small_trades.shop.desk.access import StaffRequest, begin_session, leave_session, staff_required
from small_trades.shop.desk.actions import staff as actions
from small_trades.shop.desk.forms.staff import CodeForm, ConfirmPolicyForm, JoinForm, LoginForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import staff as queries
from small_trades.shop.desk.roles import EVERYONE
from small_trades.shop.desk.views.setup import first_page
from small_trades.shop.site.pages import render

JOINING = "joining_staff"


@never_cache
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a one-time link: name, address, password."""
    try:
        invitation = actions.open_invite(token)
    except actions.InviteGoneError:
        return render(request, "desk/join_gone.html", status=410)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            staff = actions.join(token, form.person())
        except actions.InviteGoneError:
            return render(request, "desk/join_gone.html", status=410)
        except privacy.Taken:
            form.add_error("email", _("This address belongs to somebody who is staff already."))
        else:
            request.session.cycle_key()
            request.session[JOINING] = str(staff.pk)
            return redirect("desk:join_code")
    return render(request, "desk/join.html", {"form": form, "role": invitation.role})


@never_cache
def join_code(request: HttpRequest) -> HttpResponse:
    """Setting up one-time codes: a square for the app, and the first code from it."""
    joining = request.session.get(JOINING)
    if not joining:
        return redirect("desk:login")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            staff = actions.confirm_totp(UUID(joining), form.cleaned_data["code"])
        except actions.SignInRefusedError:
            form.add_error(
                "code", _("This code is not right. Codes change every 30 seconds; try the next one.")
            )
        else:
            begin_session(request, staff)
            return redirect("desk:home")
    return join_code_page(request, form, NewPasskeyForm())


def join_code_page(request: HttpRequest, form: CodeForm, passkey: NewPasskeyForm) -> HttpResponse:
    """The page that sets up one-time codes, or a passkey instead, for whoever is joining."""
    set_up = queries.totp_set_up(UUID(request.session[JOINING]))
    if set_up is None:
        return redirect("desk:login")
    square = segno.make(set_up.uri, error="m").svg_data_uri(scale=5, border=2, dark="#000", light="#fff")
    page = {"form": form, "square": square, "secret": set_up.secret, "passkey": passkey, "rp_id": rp_id()}
    return render(request, "desk/join_code.html", page)


@never_cache
def login(request: HttpRequest) -> HttpResponse:
    """Address, password and one-time code; or a passkey, which `security.login_passkey` takes."""
    form, status = LoginForm(request.POST or None), 200
    # The one page that sends people here who are signed in, to show once more who they are.
    onward = "security" if "security" in {request.GET.get("next"), request.POST.get("next")} else ""
    if request.method == "POST" and form.is_valid():
        caller = Caller(form.cleaned_data["email"], request.META.get("REMOTE_ADDR", ""))
        try:
            staff = actions.sign_in(caller, form.cleaned_data["password"], form.cleaned_data["code"])
        except actions.SignInRefusedError:
            form.add_error(None, _("The address, the password or the code is not right."))
        except TooManyError:
            form.add_error(None, _("Too many tries. Please wait a quarter of an hour."))
            status = 429
        else:
            begin_session(request, staff)
            return redirect("desk:security" if onward else first_page(staff.role))
    page = {"form": form, "passkey": PasskeyForm(), "rp_id": rp_id(), "next": onward}
    return render(request, "desk/login.html", page, status=status)


@require_POST
@staff_required(EVERYONE, confirmed=False)
def logout(request: StaffRequest) -> HttpResponse:
    """End this session."""
    leave_session(request)
    return redirect("desk:login")


@staff_required(EVERYONE, confirmed=False)
def policy(request: StaffRequest) -> HttpResponse:
    """Clause 0: the desk opens to those who confirmed the policy version in force."""
    form = ConfirmPolicyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.confirm_policy(request.staff)
        return redirect(first_page(request.staff.role))
    return render_desk(request, "desk/policy.html", {"form": form, "version": privacy.policy_in_force()})
