"""The answer to somebody who is refused: that it is so, why, until when, and how to object."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from small_trades.shop.misuse.actions.refuse import Asked, record_refusal
from small_trades.shop.misuse.queries.refusals import RefusalView
from small_trades.shop.site.pages import render


def turn_away(
    request: HttpRequest, refusal: RefusalView, asked: Asked, *, about: Iterable[UUID] = ()
) -> HttpResponse:
    """Record the attempt and answer 403 with the reason in fixed words. `about`: whom the row is about."""
    record_refusal(refusal, asked, about=about)
    return render(request, "misuse/refused.html", {"refusal": refusal, "asked": asked}, status=403)
