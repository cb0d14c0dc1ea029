"""Money that goes back: begin a refund, and say that one was transferred by hand."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.orders import RefundForm
from small_trades.shop.desk.found import order_or_404
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.proving import recent_proof
from small_trades.shop.desk.roles import ORDERS_SCREEN
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions import erased_payments
from small_trades.shop.orders.actions import refund as actions
from small_trades.shop.orders.queries import OrderPage, late_money
from small_trades.shop.site import flash
from small_trades.shop.site.formats import money

BEGUN = flash.declare(
    "desk-refund-begun", gettext_lazy("The refund has begun. The customer is told by mail once it is made.")
)
CONFIRMED = flash.declare("desk-refund-confirmed", gettext_lazy("The refund is made."))
MOVED_ON = flash.declare(
    "desk-refund-moved-on",
    gettext_lazy("The payment had changed in the meantime; nothing was done. This is how it stands now."),
    kind="problem",
)


@require_GET
@staff_required(ORDERS_SCREEN)
def refund(request: StaffRequest, code: str) -> HttpResponse:
    """How much can be given back, and what was."""
    found = order_or_404(code)
    left = found.payment.refundable
    return _page(request, found, RefundForm(initial={"amount": left or None, "of": left}))


@require_POST
@staff_required(ORDERS_SCREEN)
@recent_proof
def begin(request: StaffRequest, code: str) -> HttpResponse:
    """Begin to give an amount back."""
    found = order_or_404(code)
    form = RefundForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        amount, of = form.cleaned_data["amount"], form.cleaned_data["of"]
        actions.refund(found.id, amount=amount, reason=form.chosen_reason(), of=of)
    except actions.TooMuchError as error:
        form.add_error("amount", _("At most %(left)s can be refunded.") % {"left": money(error.left)})
        return _page(request, found, form)
    except WrongStateError:
        flash.add(request, MOVED_ON)
    else:
        flash.add(request, BEGUN)
    return redirect("desk:order", code=code)


@require_POST
@staff_required(ORDERS_SCREEN)
@recent_proof
def confirm(request: StaffRequest, code: str, refund_id: UUID) -> HttpResponse:
    """The money was transferred by hand."""
    try:
        actions.confirm_refund(order_or_404(code).id, refund_id)
    except WrongStateError:
        flash.add(request, MOVED_ON)
    else:
        flash.add(request, CONFIRMED)
    return redirect("desk:order", code=code)


@require_POST
@staff_required(ORDERS_SCREEN)
@recent_proof
def confirm_late_money(request: StaffRequest, payment_id: UUID) -> HttpResponse:
    """What came in after an erasure was given back by hand."""
    if payment_id not in {late.id for late in late_money()}:
        raise Http404
    try:
        erased_payments.confirm(payment_id)
    except WrongStateError:
        flash.add(request, MOVED_ON)
    else:
        flash.add(request, CONFIRMED)
    answer = redirect("desk:orders")
    answer["Location"] += "?by_hand=on"
    return answer


def _page(request: StaffRequest, found: OrderPage, form: RefundForm) -> HttpResponse:
    return render_desk(request, "desk/refund.html", {"order": found, "form": form})
