"""Becoming staff, signing in and out, confirming the policy."""

from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from small_trades import privacy
from small_trades.policy.declaration import POLICY
from small_trades.shop.account.throttles import Caller, TooManyError
from small_trades.shop.desk.access import StaffRequest, begin_session, staff_required
from small_trades.shop.desk.actions import staff as actions
from small_trades.shop.desk.forms.staff import CodeForm, ConfirmPolicyForm, JoinForm, LoginForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import staff as queries
from small_trades.shop.desk.roles import EVERYONE
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
    set_up = queries.totp_set_up(UUID(joining))
    if set_up is None:
        return redirect("desk:login")
    square = segno.make(set_up.uri, error="m").svg_data_uri(scale=5, border=2, dark="#000", light="#fff")
    return render(request, "desk/join_code.html", {"form": form, "square": square, "secret": set_up.secret})


@never_cache
def login(request: HttpRequest) -> HttpResponse:
    """Address, password and one-time code."""
    form, status = LoginForm(request.POST or None), 200
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
            return redirect("desk:home")
    return render(request, "desk/login.html", {"form": form}, status=status)


@require_POST
@staff_required(EVERYONE, confirmed=False)
def logout(request: StaffRequest) -> HttpResponse:
    """End this session."""
    request.session.flush()
    return redirect("desk:login")


@staff_required(EVERYONE, confirmed=False)
def policy(request: StaffRequest) -> HttpResponse:
    """Clause 0: the desk opens to those who confirmed the policy version in force."""
    form = ConfirmPolicyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.confirm_policy(request.staff)
        return redirect("desk:home")
    return render_desk(request, "desk/policy.html", {"form": form, "version": POLICY.version})
