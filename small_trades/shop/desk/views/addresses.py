"""From which networks the desk opens."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions.networks import LockedOutError, allow
from small_trades.shop.desk.forms.networks import NetworksForm
from small_trades.shop.desk.networks import address_of, allowed_networks
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.proving import recent_proof
from small_trades.shop.desk.roles import ADDRESSES_SCREEN
from small_trades.shop.site import flash

SAVED = flash.declare("desk-addresses-saved", gettext_lazy("The list is saved and holds from now on."))


@require_http_methods(["GET", "POST"])
@staff_required(ADDRESSES_SCREEN)
def addresses(request: StaffRequest) -> HttpResponse:
    """The list of networks; saving one that would lock out whoever saves it changes nothing."""
    return _save(request) if request.method == "POST" else _page(request)


@recent_proof
def _save(request: StaffRequest) -> HttpResponse:
    form = NetworksForm(request.POST)
    if form.is_valid():
        try:
            allow(form.cleaned_data["networks"], by=request.staff, address=address_of(request))
        except LockedOutError:
            words = _("Your own address, %(address)s, is in none of these. You would lock yourself out.")
            form.add_error("networks", words % {"address": address_of(request)})
        else:
            flash.add(request, SAVED)
            return redirect("desk:addresses")
    return _page(request, form)


def _page(request: StaffRequest, form: NetworksForm | None = None) -> HttpResponse:
    networks = allowed_networks()
    typed = "\n".join(str(network) for network in networks)
    context = {
        "form": form or NetworksForm(initial={"networks": typed}),
        "is_open": not networks,
        "address": address_of(request),
    }
    return render_desk(request, "desk/addresses.html", context)
