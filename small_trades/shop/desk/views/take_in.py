"""An order placed without signing in is put into a membership, on the member's request. Nothing is shown."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from small_trades import privacy
from small_trades.privacy import NotAdoptable, RefusalReason
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.people import TakeInForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.queries import members
from small_trades.shop.desk.roles import TAKE_IN_SCREEN
from small_trades.shop.desk.shut import why
from small_trades.shop.rights.actions.take_in import NoSuchOrderError, take_in_by_code
from small_trades.shop.rights.earlier import OBSTACLES
from small_trades.shop.site import flash

TAKEN_IN = flash.declare(
    "desk-order-taken-in", gettext_lazy("The order is the member's now. They are told by mail.")
)


@staff_required(TAKE_IN_SCREEN)
def take_in(request: StaffRequest, number: UUID) -> HttpResponse:
    """Ask for the code and the reason; the order's own address has to be the member's."""
    found = members.member(number)
    if found is None:
        raise Http404
    form = TakeInForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_done(form, number):
        flash.add(request, TAKEN_IN)
        return redirect("desk:member", number=number)
    return render_desk(request, "desk/take_in.html", {"form": form, "member": found})


def _is_done(form: TakeInForm, number: UUID) -> bool:
    try:
        take_in_by_code(number, form.cleaned_data["code"], reason=form.why())
    except NoSuchOrderError:
        form.add_error(
            "code", _("No order of this code was placed without signing in with the address of this member.")
        )
    except privacy.OutOfOrder as refused:
        form.add_error("code", str(OBSTACLES[NotAdoptable(refused.state)]))
    except privacy.Refused as refused:
        if refused.reason == RefusalReason.BUDGET_SPENT:
            raise
        form.add_error(None, why(refused))
    return form.is_valid()
