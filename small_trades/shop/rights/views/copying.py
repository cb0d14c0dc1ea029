"""A copy of everything, to read, to keep or to take elsewhere."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from small_trades.shop.account.access import CustomerRequest
from small_trades.shop.account.flow import is_password, too_many
from small_trades.shop.account.forms import ConfirmForm
from small_trades.shop.account.sessions import is_fresh, note_shown
from small_trades.shop.account.throttles import TooManyError
from small_trades.shop.orders.proof import Level
from small_trades.shop.rights import copies
from small_trades.shop.rights.place import Place
from small_trades.shop.rights.queries import copy_of
from small_trades.shop.site.formats import current_language
from small_trades.shop.site.pages import render
from small_trades.shop.site.streamed import in_this_language, in_this_request

_TYPES: Final = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
}


@require_http_methods(["GET", "POST"])
def copy(request: CustomerRequest, place: Place) -> HttpResponse:
    """What a copy holds, and the three forms of it; who signed in a while ago is asked once more."""
    if _is_stale(request, place):
        return _confirm(request, place)
    return render(request, "rights/get_copy.html", {"place": place, "enough": place.level >= Level.ACCESS})


@require_POST
def copy_file(request: HttpRequest, place: Place, form: str) -> HttpResponseBase:
    """The copy as a file. That it was made is the newest line in it, and in the ledger.

    Page and data are made while they are sent, and stand on no disk and never whole in memory.
    """
    if form not in _TYPES or place.level < Level.ACCESS:
        raise Http404
    if _is_stale(request, place):
        return redirect(place.address("copy"))
    headers = {
        "Content-Disposition": f'attachment; filename="my-information.{form}"',
        "Cache-Control": "no-store",
    }
    # The first page of values is opened here: a refusal is still a page.
    export, language = copy_of(place.subject), current_language()
    if form == "pdf":
        made = copies.as_pdf(export, language=language)
        return HttpResponse(made, content_type=_TYPES[form], headers=headers)
    pieces = export.pieces() if form == "json" else copies.as_html(export, language=language)
    return StreamingHttpResponse(
        in_this_request(in_this_language(pieces)), content_type=_TYPES[form], headers=headers
    )


def _is_stale(request: HttpRequest, place: Place) -> bool:
    """Whether a member signed in too long ago to be handed everything; other proofs end by themselves."""
    return place.is_member and not is_fresh(request)


def _confirm(request: CustomerRequest, place: Place) -> HttpResponse:
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            is_right = is_password(request, form)
        except TooManyError as limit:
            return too_many(request, "rights/confirm_copy.html", form, limit, place=place)
        if is_right:
            note_shown(request)
            return redirect(place.address("copy"))
    return render(request, "rights/confirm_copy.html", {"form": form, "place": place})
