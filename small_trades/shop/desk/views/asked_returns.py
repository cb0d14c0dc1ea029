"""Returns that customers ask for: the list, one of them, and the answer to it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.asked_returns import DecideReturnForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import INQUIRIES_SCREEN, ORDERS_SCREEN, RETURNS_SCREEN
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.returns import queries
from small_trades.shop.returns.actions.decide import accept, decline
from small_trades.shop.site import flash

DECIDED = flash.declare("desk-return-decided", gettext_lazy("Answered. The customer is told by mail."))
NOT_TOLD = flash.declare(
    "desk-return-not-told",
    gettext_lazy(
        "Decided, but the customer could not be written to: the inquiry they asked in is kept no more. Where "
        "their order can still be opened, its page says what was decided."
    ),
    kind="problem",
)
MOVED_ON = flash.declare(
    "desk-return-decided-before",
    gettext_lazy("It had been decided in the meantime; nothing was done."),
    kind="problem",
)


@require_GET
@staff_required(RETURNS_SCREEN)
def asked_returns(request: StaffRequest) -> HttpResponse:
    """What waits for an answer or for the goods, the oldest first."""
    return render_desk(request, "desk/asked_returns.html", {"asked": queries.open_requests()})


@require_http_methods(["GET", "POST"])
@staff_required(RETURNS_SCREEN)
def asked_return(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """One request; its words are in the inquiry, closed."""
    found = queries.request_by_id(request_id)
    if found is None:
        raise Http404
    form = DecideReturnForm(request.POST or None, can_write=bool(found.inquiry_code))
    if request.method == "POST" and form.is_valid():
        decide = accept if form.is_accepted else decline
        try:
            is_told = decide(request_id, form.words(), staff_id=request.staff.pk)
            flash.add(request, DECIDED if is_told else NOT_TOLD)
        except WrongStateError:
            flash.add(request, MOVED_ON)
        return redirect("desk:asked_return", request_id=request_id)
    role = request.staff.role
    context = {
        "asked": found,
        "form": form,
        "may_read": role in INQUIRIES_SCREEN,
        "may_see_order": role in ORDERS_SCREEN,
    }
    return render_desk(request, "desk/asked_return.html", context)
