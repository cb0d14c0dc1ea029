"""A copy of everything, to read, to keep or to take elsewhere."""

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from small_trades.privacy.rights import Export
from small_trades.shop.orders.proof import Level
from small_trades.shop.rights import copies
from small_trades.shop.rights.place import Place
from small_trades.shop.rights.queries import copy_of
from small_trades.shop.site.formats import current_language
from small_trades.shop.site.pages import render

_MADE_AS: Final[dict[str, tuple[str, Callable[[Export], bytes]]]] = {
    "json": ("application/json", lambda export: export.json().encode()),
    "html": (
        "text/html; charset=utf-8",
        lambda export: copies.as_html(export, language=current_language()).encode(),
    ),
    "pdf": ("application/pdf", lambda export: copies.as_pdf(export, language=current_language())),
}


@require_GET
def copy(request: HttpRequest, place: Place) -> HttpResponse:
    """What a copy holds, and the three forms of it."""
    return render(request, "rights/get_copy.html", {"place": place, "enough": place.level >= Level.ACCESS})


@require_POST
def copy_file(_request: HttpRequest, place: Place, form: str) -> HttpResponse:
    """The copy as a file. That it was made is the newest line in it, and in the ledger."""
    if form not in _MADE_AS or place.level < Level.ACCESS:
        raise Http404
    content_type, make = _MADE_AS[form]
    headers = {
        "Content-Disposition": f'attachment; filename="my-information.{form}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(make(copy_of(place.subject)), content_type=content_type, headers=headers)
