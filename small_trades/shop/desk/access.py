"""Who may open a desk page, and how a session becomes a staff session."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from small_trades import privacy
from small_trades.policy.declaration import POLICY
from small_trades.shop.desk.middleware import SESSION_GENERATION, SESSION_ID, staff_of
from small_trades.shop.desk.models import Staff

P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class StaffRequest(HttpRequest):
    """A request whose member of staff is known."""

    staff: Staff


def staff_required(roles: frozenset[str], *, confirmed: bool = True) -> Callable[[View[P]], Guarded[P]]:
    """Let active staff of these roles in, as that actor; `confirmed`: only who confirmed the policy."""

    def guard(view: View[P]) -> Guarded[P]:
        @wraps(view)
        @never_cache
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            staff = staff_of(request)
            if staff is None:
                return redirect("desk:login")
            privacy.set_actor(privacy.Actor.staff(staff.pk, staff.role))
            if staff.role not in roles:
                raise PermissionDenied
            if confirmed and staff.confirmed_policy < POLICY.version:
                return redirect("desk:policy")
            request.staff = staff  # type: ignore[attr-defined] # a StaffRequest from here on
            return view(request, *args, **kwargs)

        return guarded

    return guard


def begin_session(request: HttpRequest, staff: Staff) -> None:
    """Make this session the member of staff's, under a new key; what the visitor had in it goes."""
    request.session.flush()
    request.session[SESSION_ID] = str(staff.pk)
    request.session[SESSION_GENERATION] = staff.generation
