"""Coupons, campaigns and points at the desk. The sums know nobody; members stay masked."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.problems import show_problems
from small_trades.shop.desk.forms.promotions import CampaignForm, CouponForm, PointsForm, RulesForm, typed
from small_trades.shop.desk.pages import paging_of, render_desk
from small_trades.shop.desk.queries import members
from small_trades.shop.desk.roles import PROMOTIONS_SCREEN
from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.pricing.errors import NotEnoughPoints
from small_trades.shop.promotions import queries
from small_trades.shop.promotions.actions import edit, points
from small_trades.shop.promotions.queries import desk as desk_queries
from small_trades.shop.site import flash

SAVED = flash.declare("desk-promotion-saved", gettext_lazy("The promotion is saved."))
RULES_SAVED = flash.declare("desk-rules-saved", gettext_lazy("The rules are saved. They hold from now on."))
POINTS_CHANGED = flash.declare("desk-points-changed", gettext_lazy("The points are changed."))


@require_GET
@staff_required(PROMOTIONS_SCREEN)
def coupons(request: StaffRequest) -> HttpResponse:
    """Every coupon with its sums."""
    paging = paging_of(request, desk_queries.count_coupons())
    found = desk_queries.desk_coupons(start=paging.start, stop=paging.stop)
    return render_desk(request, "desk/coupons.html", {"offers": found, "paging": paging})


@staff_required(PROMOTIONS_SCREEN)
def new_coupon(request: StaffRequest) -> HttpResponse:
    """A coupon that is not there yet."""
    form = CouponForm(request.POST or None, initial={"starts_on": timezone.localdate(), "is_on": True})
    if request.method == "POST" and _is_saved(form, lambda: edit.save_coupon(form.facts())):
        flash.add(request, SAVED)
        return redirect("desk:coupons")
    return render_desk(request, "desk/coupon.html", {"form": form, "offer": None})


@staff_required(PROMOTIONS_SCREEN)
def coupon(request: StaffRequest, coupon_id: int) -> HttpResponse:
    """One coupon: what came of it, and changing it."""
    found = desk_queries.desk_coupon(coupon_id)
    if found is None:
        raise Http404
    form = CouponForm(request.POST or None, initial=typed(found))
    if request.method == "POST" and _is_saved(
        form, lambda: edit.save_coupon(form.facts(), coupon_id=coupon_id)
    ):
        flash.add(request, SAVED)
        return redirect("desk:coupon", coupon_id=coupon_id)
    return render_desk(request, "desk/coupon.html", {"form": form, "offer": found})


@require_GET
@staff_required(PROMOTIONS_SCREEN)
def campaigns(request: StaffRequest) -> HttpResponse:
    """Every campaign."""
    paging = paging_of(request, desk_queries.count_campaigns())
    found = desk_queries.desk_campaigns(start=paging.start, stop=paging.stop)
    return render_desk(request, "desk/campaigns.html", {"offers": found, "paging": paging})


@staff_required(PROMOTIONS_SCREEN)
def new_campaign(request: StaffRequest) -> HttpResponse:
    """A campaign that is not there yet."""
    form = CampaignForm(request.POST or None, initial={"starts_on": timezone.localdate(), "is_on": True})
    if request.method == "POST" and _is_saved(form, lambda: edit.save_campaign(form.facts())):
        flash.add(request, SAVED)
        return redirect("desk:campaigns")
    return render_desk(request, "desk/campaign.html", {"form": form, "offer": None})


@staff_required(PROMOTIONS_SCREEN)
def campaign(request: StaffRequest, campaign_id: int) -> HttpResponse:
    """One campaign, and changing it."""
    found = desk_queries.desk_campaign(campaign_id)
    if found is None:
        raise Http404
    form = CampaignForm(request.POST or None, initial=typed(found))
    if request.method == "POST" and _is_saved(
        form, lambda: edit.save_campaign(form.facts(), campaign_id=campaign_id)
    ):
        flash.add(request, SAVED)
        return redirect("desk:campaign", campaign_id=campaign_id)
    return render_desk(request, "desk/campaign.html", {"form": form, "offer": found})


@staff_required(PROMOTIONS_SCREEN)
def point_rules(request: StaffRequest) -> HttpResponse:
    """How the shop counts, and the sums of everybody's points."""
    now = queries.rules()
    form = RulesForm(
        request.POST or None,
        initial={"earns": now.earns, "kept_days": now.kept_days, "rounding": now.rounding.value},
    )
    if request.method == "POST" and form.is_valid():
        wanted = form.rules()
        edit.save_rules(earns=wanted.earns, kept_days=wanted.kept_days, rounding=wanted.rounding)
        flash.add(request, RULES_SAVED)
        return redirect("desk:point_rules")
    return render_desk(
        request, "desk/point_rules.html", {"form": form, "totals": desk_queries.points_totals()}
    )


@staff_required(PROMOTIONS_SCREEN)
def member_points(request: StaffRequest, number: UUID) -> HttpResponse:
    """A member's points, masked as the member is; give some or take some, with a reason they can read."""
    found = members.member(number)
    if found is None:
        raise Http404
    form = PointsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            points.change(
                found.subject,
                form.cleaned_data["points"],
                reason=form.words(),
                staff_id=request.staff.pk,
            )
        except NotEnoughPoints as refused:
            form.add_error("points", _("There are %(held)s to take") % {"held": f"{refused.held:,}"})
        else:
            flash.add(request, POINTS_CHANGED)
            return redirect("desk:member_points", number=number)
    count = queries.count_entries(found.subject)
    paging = paging_of(request, count)
    page = queries.points_page(found.subject, start=paging.start, stop=paging.stop)
    context = {"form": form, "member": found, "page": page, "paging": paging}
    return render_desk(request, "desk/member_points.html", context)


def _is_saved(form: forms.Form, save: Callable[[], Any]) -> bool:
    """Save a valid form; what cannot be stored is said at its field."""
    if not form.is_valid():
        return False
    try:
        save()
    except BadInput as bad:
        show_problems(form, bad.problems)
        return False
    return True
