"""Views of the list of orders: kept under a name, pinned above it, renamed, shared, removed."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.actions import order_views as actions
from small_trades.shop.desk.forms.order_views import OrderViewForm
from small_trades.shop.desk.forms.orders import OrderFilterForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.pinned import pinned, pinned_by_id
from small_trades.shop.desk.roles import ORDERS_SCREEN
from small_trades.shop.site import flash

KEPT = flash.declare("desk-view-kept", gettext_lazy("The view is kept."))
CHANGED = flash.declare("desk-view-changed", gettext_lazy("The view was changed."))
REMOVED = flash.declare("desk-view-removed", gettext_lazy("The view is gone."))


@require_http_methods(["GET", "POST"])
@staff_required(ORDERS_SCREEN)
def order_views(request: StaffRequest) -> HttpResponse:
    """Every view there is for this person; a POST keeps the filter of the list under a name."""
    if request.method != "POST":
        return render_desk(request, "desk/order_views.html", {"views": pinned(request.staff)})
    form, wanted = OrderViewForm(request.POST), OrderFilterForm(request.POST)
    question = wanted.question() if wanted.is_valid() else ""
    if not question:
        form.add_error(None, _("Narrow the list first; a view keeps what it was narrowed by."))
    if form.is_valid():
        name, is_shared = form.cleaned_data["name"], form.cleaned_data["is_shared"]
        try:
            actions.keep_view(request.staff, name, question, is_shared=is_shared)
        except actions.OrderViewError as error:
            _say(form, error)
        else:
            flash.add(request, KEPT)
            return redirect(f"{reverse('desk:orders')}?{question}")
    context = {"form": form, "filter": wanted, "words": wanted.words() if question else ()}
    return render_desk(request, "desk/new_order_view.html", context)


@require_http_methods(["GET", "POST"])
@staff_required(ORDERS_SCREEN)
def order_view(request: StaffRequest, view_id: UUID) -> HttpResponse:
    """One view: its name, and for whom it is."""
    found = pinned_by_id(request.staff, view_id)
    if found is None:
        raise Http404
    form = OrderViewForm(request.POST or None, initial={"name": found.name, "is_shared": found.is_shared})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_view(view_id, request.staff, **form.cleaned_data)
        except actions.OrderViewError as error:
            _say(form, error)
        else:
            flash.add(request, CHANGED)
            return redirect("desk:order_views")
    return render_desk(request, "desk/order_view.html", {"form": form, "view": found})


@require_POST
@staff_required(ORDERS_SCREEN)
def remove_order_view(request: StaffRequest, view_id: UUID) -> HttpResponse:
    """Remove a view; the orders in it stay what they are."""
    try:
        actions.remove_view(view_id, request.staff)
    except actions.ViewGoneError:
        raise Http404 from None
    flash.add(request, REMOVED)
    return redirect("desk:order_views")


def _say(form: OrderViewForm, error: actions.OrderViewError) -> None:
    match error:
        case actions.NameTakenError():
            form.add_error("name", _("You have a view of this name already."))
        case actions.TooManyViewsError():
            words = _("You have %(most)s views already. Remove one first.")
            form.add_error(None, words % {"most": actions.MOST})
        case _gone:
            form.add_error(None, _("This view is no longer there. Nothing was changed."))
