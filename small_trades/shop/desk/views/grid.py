"""The variants of a product as a grid."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.grid import AxesForm, FillForm, RowForm
from small_trades.shop.desk.forms.problems import show_problems
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import PRODUCTS_SCREEN
from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.products.actions import grid as actions
from small_trades.shop.products.queries import desk as queries
from small_trades.shop.site import flash

SAVED = flash.declare("desk-grid-saved", gettext_lazy("Saved."))
COMBINED = flash.declare("desk-grid-combined", gettext_lazy("The combinations were made."))
UNPROCESSABLE = 422


@staff_required(PRODUCTS_SCREEN)
def grid(request: StaffRequest, product_id: int) -> HttpResponse:
    """Every variant in a row; all rows are stored, or none. `fill` puts a value into every row."""
    found = _found(product_id)
    data = request.POST or None
    rows = [RowForm(variant, data) for variant in found.variants]
    fill = FillForm(data if "fill" in request.POST else None, prefix="all")
    if request.method == "POST" and _are_valid(rows, fill):
        columns = fill.columns() if fill.is_bound else {}
        wanted = {form.variant.id: actions.fill(form.row(), **columns) for form in rows}
        try:
            actions.save_grid(wanted)
        except actions.BadRows as bad:
            for form in rows:
                show_problems(form, bad.problems.get(form.variant.id, {}))
        else:
            flash.add(request, SAVED)
            return redirect("desk:grid", product_id=product_id)
    return _page(request, found, rows=rows, fill=fill)


@require_POST
@staff_required(PRODUCTS_SCREEN)
def axes(request: StaffRequest, product_id: int) -> HttpResponse:
    """What the variants differ in, and a variant for each combination."""
    found = _found(product_id)
    form = AxesForm(found.axes, None, request.POST)
    if form.is_valid():
        try:
            actions.set_axes(product_id, form.axes(), price=form.cleaned_data["price"])
        except BadInput as bad:
            show_problems(form, bad.problems)
        else:
            flash.add(request, COMBINED)
            return redirect("desk:grid", product_id=product_id)
    return _page(request, found, axes_form=form)


def _page(
    request: StaffRequest,
    found: queries.EditableProduct,
    *,
    rows: list[RowForm] | None = None,
    fill: FillForm | None = None,
    axes_form: AxesForm | None = None,
) -> HttpResponse:
    price = min((variant.price for variant in found.variants), default=None)
    rows = rows if rows is not None else [RowForm(variant) for variant in found.variants]
    fill = fill or FillForm(prefix="all")
    axes_form = axes_form or AxesForm(found.axes, price)
    bad = sum(1 for form in rows if form.errors)
    is_wrong = bool(bad or fill.errors or axes_form.errors)
    context = {"product": found, "bad": bad, "rows": rows, "fill": fill, "axes_form": axes_form}
    return render_desk(request, "desk/grid.html", context, status=UNPROCESSABLE if is_wrong else 200)


def _are_valid(rows: list[RowForm], fill: FillForm) -> bool:
    """Every form is asked, so that every problem is shown."""
    asked = [form.is_valid() for form in rows]
    return all(asked) and (not fill.is_bound or fill.is_valid())


def _found(product_id: int) -> queries.EditableProduct:
    found = queries.editable_product(product_id)
    if found is None:
        raise Http404
    return found
