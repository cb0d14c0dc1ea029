"""A copy of everything, to read, to keep or to take elsewhere."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET, require_POST

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


@require_GET
def copy(request: HttpRequest, place: Place) -> HttpResponse:
    """What a copy holds, and the three forms of it."""
    return render(request, "rights/get_copy.html", {"place": place, "enough": place.level >= Level.ACCESS})


@require_POST
def copy_file(_request: HttpRequest, place: Place, form: str) -> HttpResponseBase:
    """The copy as a file. That it was made is the newest line in it, and in the ledger.

    Page and data are made while they are sent, and stand on no disk and never whole in memory.
    """
    if form not in _TYPES or place.level < Level.ACCESS:
        raise Http404
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
