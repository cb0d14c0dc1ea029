"""Programs at the desk: their tokens, made by the owner and shown once."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades import privacy
from small_trades.shop.api.actions.tokens import make_token, revoke_token
from small_trades.shop.api.queries.tokens import desk_tokens, token_name
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.programs import TokenForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.proving import recent_proof
from small_trades.shop.desk.roles import PROGRAMS_SCREEN
from small_trades.shop.site import flash

TOKEN_MADE = "token made"  # noqa: S105 - an event's name
TOKEN_REVOKED = "token revoked"  # noqa: S105 - the same
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


def _page(request: StaffRequest, form: TokenForm, *, made: str = "") -> HttpResponse:
    context = {"form": form, "tokens": desk_tokens(), "made": made}
    return render_desk(request, "desk/programs.html", context)
