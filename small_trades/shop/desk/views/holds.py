"""Orders on hold: keep one back, and let it go on."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.refusals import ReleaseForm
from small_trades.shop.desk.found import order_or_404
from small_trades.shop.desk.moved_on import MOVED_ON
from small_trades.shop.desk.roles import ORDERS_SCREEN
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions import hold as actions
from small_trades.shop.orders.holds import Because, HoldReason
from small_trades.shop.site import flash

HELD = flash.declare(
    "desk-order-held",
    gettext_lazy("The order is on hold. The customer is told that we are looking at it, without a reason."),
)
RELEASED = flash.declare(
    "desk-order-released", gettext_lazy("The order goes on, and the customer is told by mail.")
)
WHY = flash.declare(
    "desk-order-why", gettext_lazy("Choose why the order may go on. Nothing was changed."), kind="problem"
)


@require_POST
@staff_required(ORDERS_SCREEN)
def hold(request: StaffRequest, code: str) -> HttpResponse:
    """Keep an order from leaving until somebody has looked at it."""
    try:
        actions.put_on_hold(order_or_404(code).id, [Because(HoldReason.STAFF, 1)])
        flash.add(request, HELD)
    except WrongStateError:
        flash.add(request, MOVED_ON)
    return redirect("desk:order", code=code)


@require_POST
@staff_required(ORDERS_SCREEN)
def release(request: StaffRequest, code: str) -> HttpResponse:
    """Let an order go on, with a reason."""
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        flash.add(request, WHY)
        return redirect("desk:order", code=code)
    try:
        actions.release(order_or_404(code).id, why=form.chosen())
        flash.add(request, RELEASED)
    except WrongStateError:
        flash.add(request, MOVED_ON)
    return redirect("desk:order", code=code)
