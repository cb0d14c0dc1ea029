"""Deletion: what would go, the choice of 72 hours or now, a code to confirm, and what became of it."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from small_trades import privacy
from small_trades.shop.account.actions.codes import WrongCodeError
from small_trades.shop.account.flow import say_limit
from small_trades.shop.account.holders import holder_of
from small_trades.shop.account.sessions import end_session
from small_trades.shop.account.throttles import Caller, TooManyError, count_mail
from small_trades.shop.orders.proof import Level
from small_trades.shop.rights import queries
from small_trades.shop.rights.actions import confirming
from small_trades.shop.rights.actions import leave as leaving
from small_trades.shop.rights.forms import ConfirmForm, LeaveForm
from small_trades.shop.rights.place import Place, forget_proof, proven_place
from small_trades.shop.site import flash
from small_trades.shop.site.pages import error_page, render

_ASKED: Final = "rights_leaving"
UNDONE = flash.declare("rights-undone", gettext_lazy("Nothing is deleted. Everything is as it was."))
TOO_LATE = flash.declare(
    "rights-too-late", gettext_lazy("The deletion had begun already and cannot be undone."), kind="problem"
)


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, place: Place) -> HttpResponse:
    """What would go and what would stay; then the choice. Once it is chosen, how it stands."""
    receipt = privacy.rights.erasure_of(place.subject)
    if receipt is not None:
        return render(request, "rights/leaving.html", {"place": place, "receipt": receipt})
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and place.level >= Level.ERASURE and form.is_valid():
        if not place.is_member:
            return _leave(request, place, now=form.is_now())
        if _mail_code(request, place, form):
            return redirect(place.address("delete_code"))
    shown = {"preview": queries.preview(place.subject), "form": form}
    return render(request, "rights/delete.html", {"place": place, **shown, "enough": place.level})


@require_http_methods(["GET", "POST"])
def delete_code(request: HttpRequest, place: Place) -> HttpResponse:
    """Take the mailed code; with the right one the choice is carried out."""
    asked = request.session.get(_ASKED)
    if asked is None or asked["subject"] != str(place.subject):
        return redirect(place.address("delete"))
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed, holder = form.cleaned_data["code"], holder_of(request)
        try:
            confirming.confirm(UUID(asked["code"]), typed, holder=holder)
        except WrongCodeError:
            form.add_error("code", _("The code is wrong, used or too old. You can have another one mailed."))
        else:
            return _leave(request, place, now=asked["now"])
    return render(request, "rights/delete_code.html", {"place": place, "form": form, "is_now": asked["now"]})


@require_POST
def undo(request: HttpRequest, place: Place) -> HttpResponse:
    """Call the deletion back."""
    try:
        leaving.call_back(place.subject)
    except privacy.OutOfOrder:
        flash.add(request, TOO_LATE)
    else:
        flash.add(request, UNDONE)
    return redirect(place.address("delete"))


@never_cache
@require_GET
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """What a deletion did, for whoever has its code. Nothing on it is about whom."""
    found = privacy.rights.receipt(code)
    if found is None:
        return error_page(request, 404)
    return render(
        request,
        "rights/receipt.html",
        {"receipt": found, "told": queries.told_of(found), "place": proven_place(request)},
    )


def _mail_code(request: HttpRequest, place: Place, form: LeaveForm) -> bool:
    try:
        count_mail(Caller(f"leaving {place.subject}", request.META.get("REMOTE_ADDR", "")))
    except TooManyError as limit:
        say_limit(form, limit)
        return False
    language = get_language() or "ja"
    code_id = confirming.ask(place.subject, holder=holder_of(request), language=language)
    request.session[_ASKED] = {
        "subject": str(place.subject),
        "code": str(code_id),
        "now": form.is_now(),
    }
    return True


def _leave(request: HttpRequest, place: Place, *, now: bool) -> HttpResponse:
    gone = leaving.leave_as_asked(place.subject, now=now, how=place.how, channel=place.channel)
    request.session.pop(_ASKED, None)
    if not now:
        return redirect(place.address("delete"))
    forget_proof(request, place)
    if len(place.people) <= 1:
        end_session(request)
    return redirect("rights:receipt", code=gone.code)
