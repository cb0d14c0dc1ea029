"""Who may open a desk page, and how a session becomes a staff session."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from small_trades import privacy
from small_trades.shop.account.sessions import note_shown
from small_trades.shop.desk import last_proof
from small_trades.shop.desk.actions.sessions import begin, end_here
from small_trades.shop.desk.middleware import (
    SESSION_GENERATION,
    SESSION_ID,
    SESSION_MARK,
    SIGNED_IN,
    staff_of,
)
from small_trades.shop.desk.models import Staff
from small_trades.shop.desk.shut import shut_page
from small_trades.shop.desk.staff_request import StaffRequest

__all__ = ["StaffRequest", "begin_session", "staff_required"]

P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def staff_required(roles: frozenset[str], *, confirmed: bool = True) -> Callable[[View[P]], Guarded[P]]:
    """Let active staff of these roles in, as that actor; `confirmed`: only who confirmed the policy.

    What the policy keeps shut is answered in words, and a spent budget with the way to ask for more.
    """

    def guard(view: View[P]) -> Guarded[P]:
        @wraps(view)
        @never_cache
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            staff = staff_of(request)
            if staff is None:
                return redirect("desk:login")
            privacy.set_actor(actor_of(request, staff))
            if staff.role not in roles:
                raise PermissionDenied
            if confirmed and staff.confirmed_policy < privacy.policy_in_force():
                return redirect("desk:policy")
            request.staff = staff  # type: ignore[attr-defined] # a StaffRequest from here on
            try:
                return view(request, *args, **kwargs)
            except privacy.Refused as refused:
                return shut_page(request, refused)

        return guarded

    return guard


def begin_session(request: HttpRequest, staff: Staff) -> None:
    """Make this session the member of staff's, under a new key; what the visitor had in it goes.

    The session gets a mark that its ledger rows carry: what a stolen cookie did can be told apart.
    """
    leave_session(request)
    request.session[SESSION_ID] = str(staff.pk)
    request.session[SESSION_GENERATION] = staff.generation
    request.session[SESSION_MARK] = begin(staff, user_agent=request.headers.get("User-Agent", ""))
    last_proof.remember(request)
    note_shown(request)
    rotate_token(request)
    privacy.set_actor(actor_of(request, staff))
    privacy.staff_event(SIGNED_IN, about=staff.subject)


def leave_session(request: HttpRequest) -> None:
    """Empty this browser's session, under a new key; the row of it ends."""
    if held := request.session.get(SESSION_ID):
        end_here(UUID(held), mark_of(request))
    request.session.flush()


def actor_of(request: HttpRequest, staff: Staff) -> privacy.Actor:
    """The member of staff acting in this request's session."""
    return privacy.Actor.staff(staff.pk, staff.role, session=mark_of(request))


def mark_of(request: HttpRequest) -> str:
    """The mark of this browser's session."""
    return str(request.session.get(SESSION_MARK, ""))


def renew_session(request: HttpRequest, staff: Staff) -> None:
    """Carry this session over a change that ends the other ones, under a new key."""
    request.session.cycle_key()
    request.session[SESSION_GENERATION] = staff.generation
