"""Exchange at the desk: goods sent in place of others."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.replacing import ReplaceForm
from small_trades.shop.desk.found import order_or_404
from small_trades.shop.desk.moved_on import MOVED_ON
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.proving import recent_proof
from small_trades.shop.desk.roles import ORDERS_SCREEN
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.replace import TooManyPiecesError
from small_trades.shop.orders.actions.replace import replace as replace_goods
from small_trades.shop.orders.queries.replacing import replaceable_of
from small_trades.shop.products.actions.stock import OutOfStock
from small_trades.shop.site import flash

REPLACED = flash.declare(
    "desk-replaced",
    gettext_lazy("This is the order that is sent in exchange. The customer is told by mail."),
)


@require_http_methods(["GET", "POST"])
@staff_required(ORDERS_SCREEN)
@recent_proof
def replace(request: StaffRequest, code: str) -> HttpResponse:
    """Which goods go to the customer for nothing. Asks for proof, as a refund does."""
    found = order_or_404(code)
    may = replaceable_of(found.id)
    typed = request.POST if request.method == "POST" else None
    form = ReplaceForm(typed, may=may, addresses=len(found.destinations))
    if form.is_valid():
        try:
            reason, of = form.cleaned_data["reason"], form.cleaned_data["of"]
            new = replace_goods(found.id, form.goods(), reason=reason, to=form.to_number(), of=of)
        except TooManyPiecesError:
            words = _("Please choose between 1 and %(most)s pieces in all.")
            form.add_error(None, words % {"most": f"{may.most:,}"})
        except OutOfStock:
            form.add_error(None, _("Not so many are in stock any more. Nothing was sent."))
        except WrongStateError:
            flash.add(request, MOVED_ON)
            return redirect("desk:order", code=code)
        else:
            flash.add(request, REPLACED)
            return redirect("desk:order", code=new)
    return render_desk(request, "desk/replace.html", {"order": found, "form": form, "may": may})
