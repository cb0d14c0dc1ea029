"""Options of products, and what may go with a parcel."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.options import (
    ChoiceForm,
    GiftForm,
    OptionForm,
    ProductOptionsForm,
    choice_rows,
    facts_of,
    option_initial,
)
from small_trades.shop.desk.forms.problems import show_problems
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import PRODUCTS_SCREEN
from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.options import queries
from small_trades.shop.options.actions import edit as actions
from small_trades.shop.options.queries import EditableOption
from small_trades.shop.products.queries.desk import EditableProduct, editable_product
from small_trades.shop.site import flash

SAVED = flash.declare("desk-option-saved", gettext_lazy("Saved."))
REMOVED = flash.declare("desk-option-removed", gettext_lazy("It was removed."))
LONGEST_ID = 18


@require_GET
@staff_required(PRODUCTS_SCREEN)
def options(request: StaffRequest) -> HttpResponse:
    """All options in their order, and what may go with a parcel."""
    wishes = queries.gift_wishes()
    gift = GiftForm(initial={"has_noshi": wishes.has_noshi, "has_message": wishes.has_message})
    return render_desk(request, "desk/options.html", {"rows": queries.desk_options(), "gift": gift})


@staff_required(PRODUCTS_SCREEN)
def new_option(request: StaffRequest) -> HttpResponse:
    """One that is not there yet; `?product=` is the id of a product that it is for."""
    wanted = request.GET.get("product", "")
    is_id = wanted.isascii() and wanted.isdigit() and len(wanted) <= LONGEST_ID
    product = editable_product(int(wanted)) if is_id else None
    initial = option_initial(None, [product.code] if product else [])
    form = OptionForm(request.POST or None, initial=initial)
    return _edit(request, None, form, choice_rows(request.POST or None, ()))


@staff_required(PRODUCTS_SCREEN)
def option(request: StaffRequest, option_id: int) -> HttpResponse:
    """Everything about one option."""
    found = queries.editable_option(option_id)
    if found is None:
        raise Http404
    form = OptionForm(request.POST or None, initial=option_initial(found))
    return _edit(request, found, form, choice_rows(request.POST or None, found.choices))


@require_POST
@staff_required(PRODUCTS_SCREEN)
def change_option(request: StaffRequest, option_id: int) -> HttpResponse:
    """Move one by a place, or remove it: whichever button was pressed."""
    if queries.editable_option(option_id) is None:
        raise Http404
    if "remove" in request.POST:
        actions.remove_option(option_id)
        flash.add(request, REMOVED)
    elif "up" in request.POST or "down" in request.POST:
        actions.move_option(option_id, by=-1 if "up" in request.POST else 1)
    return redirect("desk:options")


@require_POST
@staff_required(PRODUCTS_SCREEN)
def gift_rules(request: StaffRequest) -> HttpResponse:
    """Say what may go with a parcel."""
    form = GiftForm(request.POST)
    if form.is_valid():
        actions.set_gift_rules(**form.cleaned_data)
        flash.add(request, SAVED)
    return redirect("desk:options")


@staff_required(PRODUCTS_SCREEN)
def product_options(request: StaffRequest, product_id: int) -> HttpResponse:
    """What is offered with one product."""
    product = _product(product_id)
    rows = queries.desk_options()
    initial = {"options": sorted(queries.options_with(product_id))}
    form = ProductOptionsForm(
        request.POST if request.method == "POST" else None, initial=initial, offered=rows
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.offer_with(product_id, form.cleaned_data["options"])
        except BadInput as bad:
            form.add_error("options", str(bad.problems["options"]))
        else:
            flash.add(request, SAVED)
            return redirect("desk:product_options", product_id=product_id)
    context = {"product": product, "form": form, "rows": rows}
    return render_desk(request, "desk/product_options.html", context)


def _edit(
    request: StaffRequest, found: EditableOption | None, form: OptionForm, rows: list[ChoiceForm]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() & all(row.is_valid() for row in rows):
        try:
            actions.save_option(facts_of(form, rows), option_id=found.id if found else None)
        except BadInput as bad:
            show_problems(form, bad.problems)
        else:
            flash.add(request, SAVED)
            return redirect("desk:options")
    return render_desk(request, "desk/option.html", {"option": found, "form": form, "rows": rows})


def _product(product_id: int) -> EditableProduct:
    found = editable_product(product_id)
    if found is None:
        raise Http404
    return found
