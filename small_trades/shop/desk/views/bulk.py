"""Prices and stock over a list of variants of many products."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.grid import RowForm
from small_trades.shop.desk.forms.problems import show_problems
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import PRODUCTS_SCREEN
from small_trades.shop.products.actions import grid as actions
from small_trades.shop.products.queries import desk as queries
from small_trades.shop.site import flash

SAVED = flash.declare("desk-bulk-saved", gettext_lazy("Saved."))
UNPROCESSABLE = 422


@staff_required(PRODUCTS_SCREEN)
def bulk(request: StaffRequest) -> HttpResponse:
    """The variants of the products that were sought, fifty at once; all rows are stored, or none."""
    typed = request.GET.get("q", "")[:100]
    found = queries.desk_variants(typed, request.GET.get("page"), path=request.path)
    # What was shown is what was sent: a row that is not in the form stays as it is.
    data = request.POST or None
    rows = [
        RowForm(variant, data, name=name)
        for name, variant in found.variants
        if data is None or f"v{variant.id}-sku" in data
    ]
    if request.method == "POST" and all(form.is_valid() for form in rows):
        try:
            actions.save_grid({form.variant.id: form.row() for form in rows})
        except actions.BadRows as bad:
            for form in rows:
                show_problems(form, bad.problems.get(form.variant.id, {}))
        else:
            flash.add(request, SAVED)
            query = urlencode([("q", typed), ("page", str(found.paging.number))])
            answer = redirect("desk:bulk")
            answer["Location"] += f"?{query}"
            return answer
    wrong = sum(1 for form in rows if form.errors)
    context = {"rows": rows, "bad": wrong, "typed": typed, "paging": found.paging}
    return render_desk(request, "desk/bulk.html", context, status=UNPROCESSABLE if wrong else 200)
