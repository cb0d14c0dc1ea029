"""How parcels are sent, as the trader sets it: fees and days, zones, carriers."""

from dataclasses import replace
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.delivery.actions import save_rules
from small_trades.shop.delivery.queries import rules_now
from small_trades.shop.delivery.rules import Rules, Zone
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.delivery import (
    CarrierForm,
    ZoneForm,
    typed_carrier,
    typed_zone,
)
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import SETTINGS_SCREEN
from small_trades.shop.desk.views.editors import delivery_form, delivery_saved, rules_saved
from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.kernel.prefectures import prefectures_in
from small_trades.shop.site import flash
from small_trades.shop.site.formats import current_language

SAVED = flash.declare(
    "desk-delivery-saved", gettext_lazy("Saved. Orders placed before keep what was agreed.")
)
LAST_ZONE = flash.declare(
    "desk-last-zone", gettext_lazy("The last zone stays: parcels have to go somewhere."), kind="problem"
)


@staff_required(SETTINGS_SCREEN)
def delivery_settings(request: StaffRequest) -> HttpResponse:
    """Fees that hold everywhere, and the days."""
    form = delivery_form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and delivery_saved(form):
        flash.add(request, SAVED)
        return redirect("desk:delivery_settings")
    return render_desk(request, "desk/delivery_settings.html", {"form": form})


@require_GET
@staff_required(SETTINGS_SCREEN)
def zones(request: StaffRequest) -> HttpResponse:
    """Every zone with its fees, and the prefectures that are in none."""
    rules = rules_now()
    named = prefectures_in(current_language())
    outside = [shown for prefecture, shown in named.items() if rules.zone_of(prefecture) is None]
    return render_desk(request, "desk/zones.html", {"rules": rules, "named": named, "outside": outside})


@staff_required(SETTINGS_SCREEN)
def new_zone(request: StaffRequest) -> HttpResponse:
    """A zone that is not there yet."""
    rules = rules_now()
    form = _zone_form(request, rules)
    if request.method == "POST" and form.is_valid():
        added = form.zone(f"z-{uuid4().hex[:10]}")
        if rules_saved(form, replace(rules, zones=(*_without(rules, added), added))):
            flash.add(request, SAVED)
            return redirect("desk:zones")
    return render_desk(request, "desk/zone.html", {"form": form, "zone": None})


@staff_required(SETTINGS_SCREEN)
def zone(request: StaffRequest, zone_id: str) -> HttpResponse:
    """One zone, and changing it."""
    rules = rules_now()
    found = _found(rules, zone_id)
    form = _zone_form(request, rules, found)
    if request.method == "POST" and form.is_valid():
        right = form.zone(zone_id)
        others = {each.id: each for each in _without(rules, right)}
        if rules_saved(form, replace(rules, zones=tuple(others.get(each.id, right) for each in rules.zones))):
            flash.add(request, SAVED)
            return redirect("desk:zones")
    return render_desk(request, "desk/zone.html", {"form": form, "zone": found})


@require_POST
@staff_required(SETTINGS_SCREEN)
def remove_zone(request: StaffRequest, zone_id: str) -> HttpResponse:
    """Take a zone away: nothing is sent to its prefectures any more."""
    rules = rules_now()
    found = _found(rules, zone_id)
    try:
        save_rules(replace(rules, zones=tuple(each for each in rules.zones if each != found)))
    except BadInput:
        flash.add(request, LAST_ZONE)
    else:
        flash.add(request, SAVED)
    return redirect("desk:zones")


@staff_required(SETTINGS_SCREEN)
def carrier_settings(request: StaffRequest) -> HttpResponse:
    """Which carriers are offered, at which times of day."""
    rules = rules_now()
    carriers = [
        CarrierForm(request.POST or None, carrier=carrier.id, initial=typed_carrier(carrier))
        for carrier in rules.carriers
    ]
    # Every form is asked, so that every mistake shows at once.
    if request.method == "POST" and all([form.is_valid() for form in carriers]):  # noqa: C419 - see above
        chosen = replace(rules, carriers=tuple(form.rules() for form in carriers))
        if rules_saved(carriers[0], chosen):
            flash.add(request, SAVED)
            return redirect("desk:carrier_settings")
    return render_desk(request, "desk/carrier_settings.html", {"carriers": carriers})


def _zone_form(request: StaffRequest, rules: Rules, found: Zone | None = None) -> ZoneForm:
    return ZoneForm(
        request.POST or None,
        language=current_language(),
        bands=rules.bands,
        initial=typed_zone(found) if found else {"days": 1},
    )


def _found(rules: Rules, zone_id: str) -> Zone:
    found = rules.zone(zone_id)
    if found is None:
        raise Http404
    return found


def _without(rules: Rules, right: Zone) -> tuple[Zone, ...]:
    """The other zones, without the prefectures of a zone."""
    return tuple(
        replace(each, prefectures=tuple(name for name in each.prefectures if name not in right.prefectures))
        for each in rules.zones
        if each.id != right.id
    )
