"""Several orders of the list at once: pack, print, ship; each by itself, with a line about each."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions.several import MOST, Deed, Outcome, look, pack_several, ship_several
from small_trades.shop.desk.forms.several import DEED_NAMES, SNAG_WORDS, ReasonForm, ShipSeveralForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import ORDERS_SCREEN
from small_trades.shop.site import flash

NONE_CHOSEN = flash.declare(
    "desk-none-chosen", gettext_lazy("Choose the orders first, and what to do with them."), kind="problem"
)


@require_POST
@staff_required(ORDERS_SCREEN)
def several(request: StaffRequest) -> HttpResponse:
    """Pack the chosen orders; or look at which can be printed or shipped, and ask what that takes."""
    codes, deed = request.POST.getlist("order"), request.POST.get("do", "")
    if not codes or deed not in DEED_NAMES:
        flash.add(request, NONE_CHOSEN)
        return redirect("desk:orders")
    if deed == Deed.PACK:
        return _page(request, Deed.PACK, pack_several(codes), is_done=True)
    outcomes = look(codes, Deed(deed))
    if deed == Deed.SHIP:
        return _page(request, Deed.SHIP, outcomes, form=ShipSeveralForm(outcomes=outcomes))
    return _page(request, Deed(deed), outcomes, form=ReasonForm())


@require_POST
@staff_required(ORDERS_SCREEN)
def ship_chosen(request: StaffRequest) -> HttpResponse:
    """Ship the orders under the numbers that were typed; a mistake at one of them ships none."""
    outcomes = look(request.POST.getlist("order"), Deed.SHIP)
    form = ShipSeveralForm(request.POST, outcomes=outcomes)
    if not form.codes or not form.is_valid():
        return _page(request, Deed.SHIP, outcomes, form=form)
    left = tuple(one for one in outcomes if one.snag is not None)
    return _page(request, Deed.SHIP, (*ship_several(form.to_ship()), *left), is_done=True)


def _page(
    request: StaffRequest,
    deed: Deed,
    outcomes: tuple[Outcome, ...],
    *,
    form: ReasonForm | ShipSeveralForm | None = None,
    is_done: bool = False,
) -> HttpResponse:
    context = {
        "deed": deed,
        "title": DEED_NAMES[deed],
        "ready": [one for one in outcomes if one.snag is None],
        "left": [one for one in outcomes if one.snag is not None],
        "words": SNAG_WORDS,
        "form": form,
        "is_done": is_done,
        "most": MOST,
    }
    return render_desk(request, "desk/several.html", context)
