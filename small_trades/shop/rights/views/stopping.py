"""Stop of use: of everything, or of one purpose; each can be taken back on the same page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades import privacy
from small_trades.shop.orders.proof import Level
from small_trades.shop.rights.actions import stop as stopping
from small_trades.shop.rights.place import Place
from small_trades.shop.rights.purposes import purpose_called, stops_of
from small_trades.shop.site import flash
from small_trades.shop.site.pages import render

STOPPED = flash.declare("rights-stopped", gettext_lazy("Stopped, from this moment on."))
GOES_ON = flash.declare("rights-goes-on", gettext_lazy("It goes on as before."))
ASKED = flash.declare("rights-asked", gettext_lazy("We have your objection and answer within two weeks."))


@require_GET
def stop(request: HttpRequest, place: Place) -> HttpResponse:
    """What is stopped, and what could be."""
    shown = {"stops": stops_of(place.subject), "enough": place.level >= Level.ACCESS}
    return render(request, "rights/stop.html", {"place": place, **shown})


@require_POST
def stop_all(request: HttpRequest, place: Place) -> HttpResponse:
    """Stop everything, or let it go on."""
    _require(place)
    if request.POST.get("go-on"):
        stopping.go_on(place.subject)
        flash.add(request, GOES_ON)
    else:
        stopping.stop_all(place.subject)
        flash.add(request, STOPPED)
    return redirect(place.address("stop"))


@require_POST
def stop_one(request: HttpRequest, place: Place, purpose_id: str) -> HttpResponse:
    """Stop one purpose, or let it go on."""
    _require(place)
    purpose = purpose_called(purpose_id)
    if purpose is None:
        raise Http404
    if request.POST.get("go-on"):
        stopping.go_on_with(place.subject, purpose, channel=place.channel)
        flash.add(request, GOES_ON)
        return redirect(place.address("stop"))
    try:
        asked = stopping.stop_one(place.subject, purpose, channel=place.channel, how=place.how)
    except privacy.NotObjectable as error:
        raise Http404 from error
    flash.add(request, STOPPED if asked is None else ASKED)
    return redirect(place.address("stop"))


def _require(place: Place) -> None:
    if place.level < Level.ACCESS:
        raise Http404
