"""Consents: the exact words, when and how they were agreed to, withdrawal by one click, and receipts."""

import json
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades import privacy
from small_trades.shop.orders.proof import Level
from small_trades.shop.rights.actions import stop
from small_trades.shop.rights.place import Place
from small_trades.shop.rights.purposes import purpose_called
from small_trades.shop.site import flash
from small_trades.shop.site.pages import render
from small_trades.shop.site.queries import shop_facts

WITHDRAWN = flash.declare("rights-consent-withdrawn", gettext_lazy("Your consent is withdrawn."))


@require_GET
def consents(request: HttpRequest, place: Place) -> HttpResponse:
    """Every consent that was given, the withdrawn ones too."""
    _require(place)
    given = [(record, purpose_called(record.purpose_id)) for record in privacy.consents_of(place.subject)]
    return render(request, "rights/consents.html", {"place": place, "given": given})


@require_POST
def withdraw(request: HttpRequest, place: Place, purpose_id: str) -> HttpResponse:
    """Withdraw what was agreed to for a purpose; nothing else is asked."""
    _require(place)
    purpose = purpose_called(purpose_id)
    if purpose is None:
        raise Http404
    if stop.withdraw(place.subject, purpose, channel=place.channel):
        flash.add(request, WITHDRAWN)
    return redirect(place.address("consents"))


@require_GET
def consent_receipt(_request: HttpRequest, place: Place, consent_id: UUID) -> HttpResponse:
    """The receipt of one consent (ISO/IEC TS 27560, JSON-LD)."""
    _require(place)
    own = [record for record in privacy.consents_of(place.subject) if record.id == consent_id]
    if not own:
        raise Http404
    made = privacy.consent_receipt(own[0], controller=_controller(place))
    headers = {"Content-Disposition": f'attachment; filename="consent-{consent_id}.jsonld"'}
    body = json.dumps(made, ensure_ascii=False, indent=2)
    return HttpResponse(body, content_type="application/ld+json", headers=headers)


def _controller(place: Place) -> privacy.Controller:
    shop, base = shop_facts(), settings.SMALL_TRADES.base_url
    return privacy.Controller(
        name=shop.seller or shop.name,
        address=shop.address,
        email=shop.inquiry_email,
        url=f"{base}/",
        withdraw_url=f"{base}{place.address('consents')}",
        rights_url=f"{base}{reverse('rights:request')}",
        notice_url=f"{base}{reverse('pages:privacy')}",
    )


def _require(place: Place) -> None:
    if place.level < Level.ACCESS:
        raise Http404
