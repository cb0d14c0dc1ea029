"""Goods that came back, and goods that are never sent."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions.returns import take_in_asked
from small_trades.shop.desk.forms.orders import LeaveOutForm, ReturnForm
from small_trades.shop.desk.found import destination_or_404, order_or_404
from small_trades.shop.desk.moved_on import MOVED_ON
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.proving import recent_proof
from small_trades.shop.desk.roles import ORDERS_SCREEN
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.leave_out import leave_out
from small_trades.shop.orders.actions.take_in import TooManyPiecesError
from small_trades.shop.orders.queries import OrderPage
from small_trades.shop.returns.queries import AskedReturn, requests_of
from small_trades.shop.site import flash

TAKEN_IN = flash.declare("desk-return-taken", gettext_lazy("The goods are back."))
TAKEN_OFF = flash.declare(
    "desk-left-out", gettext_lazy("The goods were taken off the order, and what was paid for them goes back.")
)


@require_http_methods(["GET", "POST"])
@staff_required(ORDERS_SCREEN)
@recent_proof
def returned(request: StaffRequest, code: str) -> HttpResponse:
    """Which pieces came back, whether they can be sold again, and whether the money goes back.

    As before a refund, who does it shows that they are there.
    """
    found = order_or_404(code)
    asked = _asked(request, found)
    form = ReturnForm(
        request.POST if request.method == "POST" else None,
        lines=found.lines,
        asked=asked.positions if asked else None,
        # What was replaced is not paid back as well.
        initial={"money_back": not found.replaced_by},
    )
    if form.is_valid():
        try:
            take_in_asked(
                found.id,
                form.pieces(),
                to_stock=form.cleaned_data["to_stock"],
                gives_money_back=form.cleaned_data["money_back"],
                request_id=asked.id if asked else None,
                of=form.cleaned_data["of"],
            )
        except TooManyPiecesError:
            form.add_error(None, _("Please say how many pieces came back, and no more than were sent."))
        except WrongStateError:
            flash.add(request, MOVED_ON)
            return redirect("desk:order", code=code)
        else:
            flash.add(request, TAKEN_IN)
            return redirect("desk:order", code=code)
    return render_desk(request, "desk/return.html", {"order": found, "form": form, "asked": asked})


def _asked(request: StaffRequest, order: OrderPage) -> AskedReturn | None:
    """The request that the goods came by, where the page was reached from one of this order."""
    wanted = request.POST.get("request") or request.GET.get("request", "")
    return next((one for one in requests_of(order.id) if str(one.id) == wanted), None)


@require_http_methods(["GET", "POST"])
@staff_required(ORDERS_SCREEN)
@recent_proof
def left_out(request: StaffRequest, code: str) -> HttpResponse:
    """Which pieces will not be sent, and whether they can be sold again. Asks for proof, as a refund does."""
    found = order_or_404(code)
    there = destination_or_404(found, request.POST.get("to") or request.GET.get("to"))
    form = LeaveOutForm(request.POST if request.method == "POST" else None, lines=there.goods)
    if form.is_valid():
        try:
            typed = form.cleaned_data
            leave_out(found.id, form.pieces(), to_stock=typed["to_stock"], to=there.number, of=typed["of"])
        except TooManyPiecesError:
            form.add_error(
                None,
                _("Please choose pieces that were not sent. At least one piece of an order has to be sent."),
            )
        except WrongStateError:
            flash.add(request, MOVED_ON)
            return redirect("desk:order", code=code)
        else:
            flash.add(request, TAKEN_OFF)
            return redirect("desk:order", code=code)
    return render_desk(request, "desk/left_out.html", {"order": found, "form": form, "there": there})
