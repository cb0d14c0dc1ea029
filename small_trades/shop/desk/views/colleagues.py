"""Staff and roles: who works here, as what, and what that lets them open."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades import privacy
from small_trades.policy.declaration import ORDERS, PROGRAM, STAFF_ROLES
from small_trades.shop.desk.access import StaffRequest, mark_of, staff_required
from small_trades.shop.desk.actions import colleagues as actions
from small_trades.shop.desk.actions.sessions import NotYourSessionError, end_all_sessions
from small_trades.shop.desk.forms.colleagues import InviteForm, RoleForm
from small_trades.shop.desk.menu import role_name
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.proving import recent_proof
from small_trades.shop.desk.queries import colleagues as queries
from small_trades.shop.desk.queries.sessions import sessions_of
from small_trades.shop.desk.roles import ADDRESSES_SCREEN, SESSIONS_SCREEN, STAFF_SCREEN
from small_trades.shop.site import flash

CHANGED = flash.declare("desk-role-changed", gettext_lazy("The role was changed, and their sessions ended."))
DEACTIVATED = flash.declare(
    "desk-deactivated", gettext_lazy("They no longer work at the desk, and their sessions ended.")
)
SESSIONS_ENDED = flash.declare("desk-sessions-ended", gettext_lazy("All their sessions have ended."))
_REFUSED: dict[type[actions.ColleagueError], str] = {
    actions.NotYoursError: flash.declare(
        "desk-staff-not-yours",
        gettext_lazy("Your role does not look after this person, or may not give that role."),
        kind="problem",
    ),
    actions.YourselfError: flash.declare(
        "desk-staff-yourself",
        gettext_lazy("Nobody changes their own part. Another owner does it."),
        kind="problem",
    ),
    actions.LastOwnerError: flash.declare(
        "desk-staff-last-owner",
        gettext_lazy("A shop keeps one active owner. Make somebody else an owner first."),
        kind="problem",
    ),
    actions.ColleagueGoneError: flash.declare(
        "desk-staff-gone",
        gettext_lazy("This person no longer works here. Nothing was changed."),
        kind="problem",
    ),
}


@require_GET
@staff_required(STAFF_SCREEN)
def colleagues(request: StaffRequest) -> HttpResponse:
    """Everybody who works here, and the form that invites somebody."""
    return _list(request, _invite_form(request))


@require_POST
@staff_required(STAFF_SCREEN)
@recent_proof
def invite(request: StaffRequest) -> HttpResponse:
    """A one-time link for somebody new, shown on this page and no other."""
    form = _invite_form(request, request.POST)
    if form.is_valid():
        email, role = form.cleaned_data["email"], form.cleaned_data["role"]
        try:
            link = actions.invite_colleague(email, role=role, by=request.staff)
        except privacy.Taken:
            form.add_error("email", _("This address belongs to somebody who is staff already."))
        else:
            return _link_page(request, link, role)
    return _list(request, form)


@require_GET
@staff_required(STAFF_SCREEN)
def role(request: StaffRequest, role: str) -> HttpResponse:
    """What a role may open, and why."""
    if role not in (*STAFF_ROLES, PROGRAM):
        raise Http404
    purposes = queries.purposes_of(role)
    budget = privacy.per_hour(role)
    return render_desk(
        request, "desk/role.html", {"name": role_name(role), "purposes": purposes, "budget": budget}
    )


@require_GET
@staff_required(STAFF_SCREEN)
def colleague(request: StaffRequest, number: UUID) -> HttpResponse:
    """One of the staff, and what can be done."""
    return _page(request, number)


@require_POST
@staff_required(STAFF_SCREEN)
@recent_proof
def change_role(request: StaffRequest, number: UUID) -> HttpResponse:
    """Another role; their sessions end."""
    form = RoleForm(request.POST, roles=STAFF_ROLES)
    if not form.is_valid():
        return _page(request, number, form=form)
    return _change(
        request,
        number,
        CHANGED,
        lambda: actions.change_role(number, form.cleaned_data["role"], by=request.staff),
    )


@require_POST
@staff_required(STAFF_SCREEN)
@recent_proof
def deactivate(request: StaffRequest, number: UUID) -> HttpResponse:
    """The end of their work at the desk."""
    return _change(request, number, DEACTIVATED, lambda: actions.deactivate(number, by=request.staff))


@require_POST
@staff_required(STAFF_SCREEN)
@recent_proof
def reset(request: StaffRequest, number: UUID) -> HttpResponse:
    """A link for a new password and second factor, shown on this page and no other."""
    try:
        link = actions.reset(number, by=request.staff)
    except actions.ColleagueError as error:
        flash.add(request, _REFUSED[type(error)])
        return redirect("desk:colleagues")
    found = queries.colleague(number)
    return _link_page(request, link, found.role if found else "", is_again=True)


@require_POST
@staff_required(SESSIONS_SCREEN)
def end_sessions(request: StaffRequest, number: UUID) -> HttpResponse:
    """Every session of somebody else's ends; they sign in again."""
    try:
        end_all_sessions(number, by=request.staff)
    except NotYourSessionError:
        flash.add(request, _REFUSED[actions.YourselfError])
        return redirect("desk:colleagues")
    flash.add(request, SESSIONS_ENDED)
    return redirect("desk:colleague", number=number)


def _change(request: StaffRequest, number: UUID, done: str, verb: Any) -> HttpResponse:
    try:
        verb()
    except actions.ColleagueError as error:
        flash.add(request, _REFUSED[type(error)])
        return redirect("desk:colleagues")
    flash.add(request, done)
    return redirect("desk:colleague", number=number)


def _invite_form(request: StaffRequest, data: Any = None) -> InviteForm:
    return InviteForm(data, roles=actions.ROLES_OF[request.staff.role], initial={"role": ORDERS})


def _list(request: StaffRequest, form: InviteForm) -> HttpResponse:
    context = {
        "people": queries.colleagues(),
        "form": form,
        "may_see_addresses": request.staff.role in ADDRESSES_SCREEN,
    }
    return render_desk(request, "desk/colleagues.html", context)


def _page(request: StaffRequest, number: UUID, *, form: RoleForm | None = None) -> HttpResponse:
    found = queries.colleague(number)
    if found is None:
        raise Http404
    given = actions.ROLES_OF[request.staff.role]
    context = {
        "colleague": found,
        "form": form or RoleForm(initial={"role": found.role}, roles=given),
        "may_change": found.id != request.staff.pk and found.role in given,
        "is_self": found.id == request.staff.pk,
        "sessions": sessions_of(number, this=mark_of(request))
        if request.staff.role in SESSIONS_SCREEN
        else None,
    }
    return render_desk(request, "desk/colleague.html", context)


def _link_page(request: StaffRequest, link: str, role: str, *, is_again: bool = False) -> HttpResponse:
    address = f"{settings.SMALL_TRADES.base_url}{link}"
    context = {"link": address, "name": role_name(role) if role else "", "is_again": is_again}
    return render_desk(request, "desk/invite.html", context)
