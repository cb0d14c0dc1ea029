"""A correction that was granted, carried out at the desk: in which records, what is right, and why."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from small_trades import privacy
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.corrections import CorrectionForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.proving import recent_proof
from small_trades.shop.desk.queries.requests import RequestView, request_view
from small_trades.shop.desk.roles import INQUIRIES_SCREEN
from small_trades.shop.desk.views.requests import MOVED_ON
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.correct_recipient import OtherRegionError
from small_trades.shop.rights.actions.correct_records import can_carry_out, carry_out_correction
from small_trades.shop.rights.records import Standing, records_of
from small_trades.shop.site import flash

CORRECTED = flash.declare(
    "desk-corrected",
    gettext_lazy("Corrected. Whoever still has the old words is on the list of those to tell."),
)


@require_http_methods(["GET", "POST"])
@staff_required(INQUIRIES_SCREEN)
@recent_proof
def correction(request: StaffRequest, number: UUID) -> HttpResponse:
    """The form, and carrying it out. Nothing is shown: what the person wrote says what is right."""
    found = _found(number)
    if not can_carry_out(found.asked):
        flash.add(request, MOVED_ON)
        return redirect("desk:request", number=number)
    records = records_of(found.asked.subject)
    offered = [record for record in records if record.standing == Standing.OPEN]
    form = CorrectionForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid() and _carry_out(found, form):
        flash.add(request, CORRECTED)
        return redirect("desk:request", number=number)
    left = [record for record in records if record.standing != Standing.OPEN]
    return render_desk(
        request, "desk/correction.html", {"one": found, "form": form, "offered": offered, "left": left}
    )


def _carry_out(found: RequestView, form: CorrectionForm) -> bool:
    try:
        chosen, right, reason = form.chosen(), form.right(), form.cleaned_data["reason"]
        if not carry_out_correction(found.id, chosen, right, reason=reason):
            form.add_error("records", _("It stands there like that already."))
    except OtherRegionError:
        words = _("The delivery costs something else there: cancel the order and have it placed anew.")
        form.add_error("address_level1", words)
    except WrongStateError:
        form.add_error("records", _("An order left in the meantime. Nothing was changed."))
    except privacy.OutOfOrder:
        form.add_error(None, _("Somebody else carried it out in the meantime."))
    return form.is_valid()


def _found(number: UUID) -> RequestView:
    found = request_view(number)
    if found is None:
        raise Http404
    return found
