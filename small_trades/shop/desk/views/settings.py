"""The shop about itself, its conditions of sale, and how it may be paid. Nothing needs a restart."""

import datetime as dt

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.settings import AnnouncementForm, StaffMailsForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import SETTINGS_SCREEN
from small_trades.shop.desk.views.editors import (
    legal_form,
    legal_saved,
    payment_form,
    payment_saved,
    shop_form,
    shop_saved,
)
from small_trades.shop.site import flash
from small_trades.shop.site.actions import change_shop
from small_trades.shop.site.queries import shop_facts

SAVED = flash.declare("desk-settings-saved", gettext_lazy("Saved. The shop shows it from now on."))

MAILS_SAVED = flash.declare("desk-staff-mails-saved", gettext_lazy("Saved. It holds from the next mail on."))


@staff_required(SETTINGS_SCREEN)
def settings(request: StaffRequest) -> HttpResponse:
    """Who the shop is."""
    form = shop_form(_typed(request))
    if request.method == "POST" and form.is_valid() and shop_saved(form):
        flash.add(request, SAVED)
        return redirect("desk:settings")
    return render_desk(request, "desk/settings.html", {"form": form})


@staff_required(SETTINGS_SCREEN)
def announcement(request: StaffRequest) -> HttpResponse:
    """What stands above every page."""
    kept = shop_facts().settings.announcement
    form = AnnouncementForm(request.POST or None, initial=_typed_announcement(kept))
    if request.method == "POST" and form.is_valid():
        change_shop(announcement=form.kept())
        flash.add(request, SAVED)
        return redirect("desk:announcement")
    return render_desk(request, "desk/announcement.html", {"form": form})


def _typed_announcement(kept: dict[str, str]) -> dict[str, object]:
    until = kept.get("until")
    return {**kept, "until": localtime(dt.datetime.fromisoformat(until)) if until else None}


@staff_required(SETTINGS_SCREEN)
def staff_mails(request: StaffRequest) -> HttpResponse:
    """Which mails those who work here get."""
    form = StaffMailsForm(_typed(request), initial=shop_facts().staff_mails.kept())
    if request.method == "POST" and form.is_valid():
        change_shop(staff_mails=form.kept().kept())
        flash.add(request, MAILS_SAVED)
        return redirect("desk:staff_mails")
    return render_desk(request, "desk/staff_mails.html", {"form": form})


@staff_required(SETTINGS_SCREEN)
def legal_texts(request: StaffRequest) -> HttpResponse:
    """The conditions of sale, as the legal notice shows them."""
    form = legal_form(_typed(request))
    if request.method == "POST" and form.is_valid() and legal_saved(form):
        flash.add(request, SAVED)
        return redirect("desk:legal_texts")
    return render_desk(request, "desk/legal_texts.html", {"form": form})


@staff_required(SETTINGS_SCREEN)
def payment_settings(request: StaffRequest) -> HttpResponse:
    """Which ways to pay are offered."""
    form = payment_form(_typed(request))
    if request.method == "POST" and form.is_valid() and payment_saved(form):
        flash.add(request, SAVED)
        return redirect("desk:payment_settings")
    return render_desk(request, "desk/payment_settings.html", {"form": form})


def _typed(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
