"""Parcels: what is to be packed and sent, papers for many at once, and tracking numbers in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from small_trades import privacy
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions import parcels as actions
from small_trades.shop.desk.actions.tracking import Shipped, check, ship_all
from small_trades.shop.desk.forms.parcels import (
    LABELS,
    TROUBLE_WORDS,
    PapersForm,
    TrackingFileForm,
    lines_sent,
)
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import parcels as queries
from small_trades.shop.desk.roles import ORDERS_SCREEN
from small_trades.shop.orders.carriers import CARRIERS
from small_trades.shop.site import flash
from small_trades.shop.site.files import pdf_file
from small_trades.shop.site.uploads import MEGABYTE, takes_files

NO_CARRIER = flash.declare(
    "desk-tracking-no-carrier", gettext_lazy("Choose the carrier and the file again."), kind="problem"
)


@require_GET
@staff_required(ORDERS_SCREEN)
def parcels(request: StaffRequest) -> HttpResponse:
    """What waits, with boxes to choose by."""
    return _page(request, PapersForm())


@require_POST
@staff_required(ORDERS_SCREEN)
def papers(request: StaffRequest) -> HttpResponse:
    """Packing slips or address labels of the chosen orders in one PDF."""
    form = PapersForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    what, reason = form.cleaned_data["what"], form.cleaned_data["reason"]
    make = actions.address_labels if what == LABELS else actions.packing_slips
    try:
        made = make(queries.chosen(request.POST.getlist("order")), reason=reason)
    except actions.NothingChosenError:
        form.add_error(None, _("Choose the orders in the list. What has changed since is no longer in it."))
    except actions.NoLabelError as error:
        words = _(
            "These orders have no label yet. Print it at the order, where its number is typed: %(codes)s"
        )
        form.add_error(None, words % {"codes": ", ".join(error.codes)})
    except privacy.DoorError:
        form.add_error(None, _("The carrier did not take a corrected address. Please try again."))
    else:
        return pdf_file(f"{what}.pdf", made)
    return _page(request, form)


@require_http_methods(["GET", "POST"])
@staff_required(ORDERS_SCREEN)
@takes_files(most_bytes=3 * MEGABYTE)
def tracking(request: StaffRequest) -> HttpResponse:
    """Choose a file of tracking numbers, and look at what its lines would do."""
    form = TrackingFileForm(request.POST or None, request.FILES or None)
    checked = check(form.cleaned_data["file"]) if request.method == "POST" and form.is_valid() else ()
    context = {
        "form": form,
        "checked": checked,
        "ready": [line for line in checked if line.trouble is None],
        "words": TROUBLE_WORDS,
        "carrier": form.cleaned_data["carrier"] if checked else "",
    }
    return render_desk(request, "desk/tracking.html", context)


@require_POST
@staff_required(ORDERS_SCREEN)
def ship_tracked(request: StaffRequest) -> HttpResponse:
    """Ship the lines that were looked at; what changed since is said line by line."""
    carrier = request.POST.get("carrier", "")
    if carrier not in CARRIERS:
        flash.add(request, NO_CARRIER)
        return redirect("desk:tracking")
    done: Shipped = ship_all(lines_sent(request.POST.getlist("line")), carrier=carrier)
    context = {"form": TrackingFileForm(), "done": done, "words": TROUBLE_WORDS}
    return render_desk(request, "desk/tracking.html", context)


def _page(request: StaffRequest, form: PapersForm) -> HttpResponse:
    chosen = set(request.POST.getlist("order"))
    context = {"form": form, "waiting": queries.waiting(), "chosen": chosen, "most": queries.MOST}
    return render_desk(request, "desk/parcels.html", context)
