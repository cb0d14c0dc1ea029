"""The shop about itself, its conditions of sale, and how it may be paid. Nothing needs a restart."""

import datetime as dt

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from small_trades.shop.delivery.actions import save_rules
from small_trades.shop.delivery.queries import rules_now
from small_trades.shop.delivery.rules import BadRules
from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.settings import (
    AnnouncementForm,
    LegalForm,
    PaymentSettingsForm,
    ShopForm,
    typed_payment,
)
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import SETTINGS_SCREEN
from small_trades.shop.pages.legal import DEFAULTS
from small_trades.shop.site import flash
from small_trades.shop.site.actions import change_shop
from small_trades.shop.site.queries import shop_facts

SAVED = flash.declare("desk-settings-saved", gettext_lazy("Saved. The shop shows it from now on."))


@staff_required(SETTINGS_SCREEN)
def settings(request: StaffRequest) -> HttpResponse:
    """Who the shop is."""
    now = shop_facts().settings
    initial = {name: getattr(now, name) for name in ShopForm.base_fields}
    form = ShopForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_shop(**form.cleaned_data)
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
def legal_texts(request: StaffRequest) -> HttpResponse:
    """The conditions of sale, as the legal notice shows them."""
    form = LegalForm(request.POST or None, items=shop_facts().settings.legal or DEFAULTS)
    if request.method == "POST" and form.is_valid():
        change_shop(legal=form.legal())
        flash.add(request, SAVED)
        return redirect("desk:legal_texts")
    return render_desk(request, "desk/legal_texts.html", {"form": form})


@staff_required(SETTINGS_SCREEN)
def payment_settings(request: StaffRequest) -> HttpResponse:
    """Which ways to pay are offered."""
    rules, facts = rules_now(), shop_facts()
    initial = typed_payment(facts.payment_rules, rules, facts.settings)
    form = PaymentSettingsForm(request.POST or None, rules=rules, initial=initial)
    if request.method == "POST" and form.is_valid() and _is_saved(form):
        flash.add(request, SAVED)
        return redirect("desk:payment_settings")
    return render_desk(request, "desk/payment_settings.html", {"form": form})


def _is_saved(form: PaymentSettingsForm) -> bool:
    """Save both halves, or say at its field what makes no sense."""
    given = form.cleaned_data
    try:
        with transaction.atomic():
            save_rules(form.delivery(rules_now()))
            change_shop(
                payment=form.payment().kept(),
                bank_account_ja=given["bank_account_ja"],
                bank_account_en=given["bank_account_en"],
            )
    except BadRules as bad:
        for name, words in bad.problems.items():
            form.add_error(name if name in form.fields else None, words)
        return False
    return True
