"""Many prices by a percentage or an amount: looked at first, then changed."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.reprice import RepriceForm
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import PRODUCTS_SCREEN
from small_trades.shop.products.actions.reprice import MOST_AT_ONCE, PriceChange, PricesMoved, reprice
from small_trades.shop.products.queries import desk as queries
from small_trades.shop.site import flash

CHANGED = flash.declare("desk-repriced", gettext_lazy("The prices were changed."))
UNPROCESSABLE = 422
_ROW = re.compile(r"(\d{1,18})-(\d{1,7})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """A price as it is and as it would be; `after` is None where that would be none."""

    variant: queries.EditableVariant
    name: str
    after: int | None

    @property
    def value(self) -> str:
        """What is sent when it is chosen: the variant, and the price that was looked at."""
        return f"{self.variant.id}-{self.variant.price}"


@staff_required(PRODUCTS_SCREEN)
def prices(request: StaffRequest) -> HttpResponse:
    """The change and what it would do; sent with its rows it is done, to all of them or none."""
    sent = request.POST or request.GET
    form = RepriceForm(sent if "by" in sent else None, initial={"q": request.GET.get("q", "")[:100]})
    if not form.is_bound or not form.is_valid():
        return _page(request, form, status=UNPROCESSABLE if form.is_bound else 200)
    change = form.change()
    if request.method != "POST":
        return _page(request, form, change=change)
    chosen = _chosen(request)
    problem = _("Choose at least one price") if not chosen else _changed(chosen, change, form)
    if problem:
        return _page(request, form, change=change, problem=problem, status=UNPROCESSABLE)
    flash.add(request, CHANGED)
    return redirect("desk:bulk")


def _chosen(request: StaffRequest) -> dict[int, int]:
    found = (_ROW.fullmatch(value) for value in request.POST.getlist("row")[:MOST_AT_ONCE])
    return {int(row.group(1)): int(row.group(2)) for row in found if row}


def _changed(chosen: dict[int, int], change: PriceChange, form: RepriceForm) -> str:
    """Why nothing was changed; nothing where all was."""
    if any(change.of(price) is None for price in chosen.values()):
        return _("A price would be less than 1 yen or more than 9,999,999. Leave it out, or change it alone.")
    try:
        reprice(chosen, change, keeps_old=form.cleaned_data["keeps_old"])
    except PricesMoved:
        return _("Prices were changed meanwhile. Nothing was changed: look again.")
    return ""


def _page(
    request: StaffRequest,
    form: RepriceForm,
    *,
    change: PriceChange | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "rows": None, "problem": problem, "most": MOST_AT_ONCE}
    if change is not None:
        total, found = queries.priced_variants(form.cleaned_data["q"], most=MOST_AT_ONCE)
        rows = [Row(variant, name, change.of(variant.price)) for name, variant in found]
        context |= {"rows": rows, "total": total}
    return render_desk(request, "desk/reprice.html", context, status=status)
