"""Banners of the front page: added, changed, put in order, removed."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.banners import BannerForm, NewBannerForm, typed_banner
from small_trades.shop.desk.forms.problems import show_problems
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import SETTINGS_SCREEN
from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.products.actions import banners as actions
from small_trades.shop.products.picture_files import LARGEST_BYTES
from small_trades.shop.products.queries import banners as queries
from small_trades.shop.site import flash
from small_trades.shop.site.uploads import ON_DISK, takes_files

SAVED = flash.declare("desk-banner-saved", gettext_lazy("The banner is saved."))
REMOVED = flash.declare("desk-banner-removed", gettext_lazy("The banner is gone."))
UNPROCESSABLE = 422


@require_GET
@staff_required(SETTINGS_SCREEN)
def banners(request: StaffRequest) -> HttpResponse:
    """Every banner in its order, also those that are over or still to come."""
    context = {"banners": queries.editable_banners(), "most_shown": queries.MOST_SHOWN}
    return render_desk(request, "desk/banners.html", context)


@staff_required(SETTINGS_SCREEN)
@takes_files(most_bytes=ON_DISK, on_disk=True)
def new_banner(request: StaffRequest) -> HttpResponse:
    """A banner that is not there yet."""
    form = NewBannerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _is_added(form):
        flash.add(request, SAVED)
        return redirect("desk:banners")
    return _page(request, form, None)


@staff_required(SETTINGS_SCREEN)
def banner(request: StaffRequest, banner_id: int) -> HttpResponse:
    """One banner, and changing all of it but the picture."""
    found = queries.editable_banner(banner_id)
    if found is None:
        raise Http404
    form = BannerForm(request.POST or None, initial=typed_banner(found))
    if request.method == "POST" and form.is_valid() and _is_changed(banner_id, form):
        flash.add(request, SAVED)
        return redirect("desk:banners")
    return _page(request, form, found)


@require_POST
@staff_required(SETTINGS_SCREEN)
def order_banners(request: StaffRequest) -> HttpResponse:
    """The order that they were dragged into."""
    numbers = [int(typed) for typed in request.POST.getlist("picture") if typed.isascii() and typed.isdigit()]
    actions.order_banners(numbers)
    return redirect("desk:banners")


@require_POST
@staff_required(SETTINGS_SCREEN)
def move_banner(request: StaffRequest, banner_id: int) -> HttpResponse:
    """One place up or down, by whichever button was pressed."""
    if not actions.move_banner(banner_id, by=-1 if "up" in request.POST else 1):
        raise Http404
    return redirect("desk:banners")


@require_POST
@staff_required(SETTINGS_SCREEN)
def remove_banner(request: StaffRequest, banner_id: int) -> HttpResponse:
    """Take a banner away."""
    if not actions.remove_banner(banner_id):
        raise Http404
    flash.add(request, REMOVED)
    return redirect("desk:banners")


def _page(request: StaffRequest, form: BannerForm, found: queries.EditableBanner | None) -> HttpResponse:
    status = UNPROCESSABLE if form.errors else 200
    return render_desk(request, "desk/banner.html", {"form": form, "banner": found}, status=status)


def _is_added(form: NewBannerForm) -> bool:
    # One byte more than allowed is enough to be refused; no more of it is read.
    data = form.cleaned_data["picture"].read(LARGEST_BYTES + 1)
    try:
        actions.add_banner(data, form.facts())
    except BadInput as bad:
        show_problems(form, bad.problems)
        return False
    return True


def _is_changed(banner_id: int, form: BannerForm) -> bool:
    try:
        if not actions.change_banner(banner_id, form.facts()):
            raise Http404
    except BadInput as bad:
        show_problems(form, bad.problems)
        return False
    return True
