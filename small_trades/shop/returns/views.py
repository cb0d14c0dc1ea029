"""Asking to send goods of an order back, and how that stands: for whoever may see the order."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from small_trades.shop.account.access import ShopRequest
from small_trades.shop.account.flow import say_limit
from small_trades.shop.account.throttles import Caller, TooManyError, count_mail
from small_trades.shop.inquiries import access as inquiry_access
from small_trades.shop.inquiries.files import LARGEST_TOGETHER
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.access import visible_order
from small_trades.shop.orders.queries import OrderPage
from small_trades.shop.returns import queries
from small_trades.shop.returns.actions.ask import TooManyPiecesError
from small_trades.shop.returns.actions.ask import ask as ask_return
from small_trades.shop.returns.forms import ReturnRequestForm
from small_trades.shop.site import flash
from small_trades.shop.site.pages import render
from small_trades.shop.site.uploads import takes_files

ASKED = flash.declare(
    "return-asked",
    gettext_lazy("We have your request, and have sent you a mail. Please wait for our answer."),
)
OVER = flash.declare(
    "return-over",
    gettext_lazy("These goods can no longer be returned here. Please write to us."),
    kind="problem",
)


@require_http_methods(["GET", "POST"])
@takes_files(most_bytes=LARGEST_TOGETHER)
def ask(request: ShopRequest, code: str) -> HttpResponse:
    """What was asked so far, and a form where something can still go back."""
    order = visible_order(request, code)
    if order is None:
        return redirect("orders:order", code=code)
    lines = queries.returnable(order) if _is_open(order) else ()
    form = ReturnRequestForm(request.POST or None, request.FILES or None, lines=lines)
    if request.method == "POST" and form.is_valid() and _may_ask(request, form, code):
        try:
            inquiry_id = ask_return(
                order.id,
                form.pieces(),
                reason=form.chosen_reason(),
                note=form.cleaned_data["note"],
                files=form.sent_files(),
            )
        except TooManyPiecesError:
            form.add_error(None, _("Please choose from what you have, and have not asked for already."))
        except WrongStateError:
            flash.add(request, OVER)
            return redirect("returns:ask", code=code)
        else:
            inquiry_access.grant(request, inquiry_id)
            flash.add(request, ASKED)
            return redirect("returns:ask", code=code)
    context = {"order": order, "form": form, "requests": queries.requests_of(order.id)}
    return render(request, "returns/ask.html", context)


@require_POST
def words(request: ShopRequest, code: str, request_id: str) -> HttpResponse:
    """Lead to what was written about a request: whoever may see the order may read it."""
    order = visible_order(request, code)
    known = queries.requests_of(order.id) if order else ()
    found = next((one for one in known if one.id == request_id), None)
    if found is None or not found.inquiry_code:
        return redirect("orders:order", code=code)
    inquiry_access.grant(request, found.inquiry_id)
    return redirect("inquiries:thread", code=found.inquiry_code)


def _is_open(order: OrderPage) -> bool:
    return order.return_until is not None and timezone.now() < order.return_until


def _may_ask(request: ShopRequest, form: ReturnRequestForm, code: str) -> bool:
    try:
        count_mail(Caller(email=f"return {code}", address=request.META.get("REMOTE_ADDR", "")))
    except TooManyError as limit:
        say_limit(form, limit)
        return False
    return True
