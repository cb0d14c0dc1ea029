"""Products, variants and stock."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.problems import show_problems
from small_trades.shop.desk.forms.products import (
    WINDOW_NAMES,
    ProductFilterForm,
    ProductForm,
    StockForm,
    VariantForm,
)
from small_trades.shop.desk.pages import paging_of, render_desk
from small_trades.shop.desk.reference_words import reference_words
from small_trades.shop.desk.roles import PRODUCTS_SCREEN
from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.products.actions import duplicate as duplicating
from small_trades.shop.products.actions import edit as actions
from small_trades.shop.products.actions import stock as stock_actions
from small_trades.shop.products.queries import desk as queries
from small_trades.shop.products.queries.desk import EditableProduct, EditableVariant
from small_trades.shop.site import flash
from small_trades.shop.wishes.queries import count_waiting

SAVED = flash.declare("desk-product-saved", gettext_lazy("Saved."))
DUPLICATED = flash.declare("desk-product-duplicated", gettext_lazy("This is the copy. It is a draft."))
STOCK_SET = flash.declare("desk-stock-set", gettext_lazy("The stock was set."))

_TEXTS = (
    "slug",
    "code",
    "maker",
    "category",
    "name_ja",
    "name_en",
    "reading",
    "summary_ja",
    "summary_en",
    "description_ja",
    "description_en",
)
_TERMS = ("published_until", "most_per_order", "ships_on", "tags")
_FACTS = (
    "sku",
    "name_ja",
    "name_en",
    "price",
    "reference_price",
    "tax_rate",
    "weight_g",
    "is_sold",
    "is_suggested",
    "gtin",
)


@require_GET
@staff_required(PRODUCTS_SCREEN)
def products(request: StaffRequest) -> HttpResponse:
    """The products that are wanted, the last changed first."""
    form = ProductFilterForm(request.GET)
    wanted = form.wanted()
    found = queries.desk_products(wanted, request.GET.get("page"), path=request.path, query=form.query())
    context = {"found": found, "form": form, "window_names": WINDOW_NAMES, "Window": queries.Window}
    return render_desk(request, "desk/products.html", context)


@staff_required(PRODUCTS_SCREEN)
def new_product(request: StaffRequest) -> HttpResponse:
    """A product that is not there yet; its variants come next."""
    form = ProductForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        saved = _save_product(form, None)
        if saved is not None:
            flash.add(request, SAVED)
            return redirect("desk:product", product_id=saved)
    return render_desk(request, "desk/new_product.html", {"form": form})


@staff_required(PRODUCTS_SCREEN)
def product(request: StaffRequest, product_id: int) -> HttpResponse:
    """The texts of a product, its variants, and how its stock moved."""
    found = _product(product_id)
    texts = {name: getattr(found, name) for name in _TEXTS}
    terms = {name: getattr(found, name) for name in _TERMS}
    shown = {"is_published": found.published_at is not None, "published_at": found.published_at}
    form = ProductForm(request.POST or None, initial={**texts, **terms, **shown})
    if request.method == "POST" and form.is_valid() and _save_product(form, found) is not None:
        flash.add(request, SAVED)
        return redirect("desk:product", product_id=product_id)
    context = {"form": form, "product": found}
    return render_desk(request, "desk/product.html", context)


@require_GET
@staff_required(PRODUCTS_SCREEN)
def stock_history(request: StaffRequest, product_id: int) -> HttpResponse:
    """Every change of a product's stock with its reason, the latest first."""
    context: dict[str, Any] = {"product": _product(product_id)}
    paging = paging_of(request, queries.count_movements(product_id))
    context |= {"paging": paging, "movements": queries.movements(product_id, paging.start, paging.stop)}
    return render_desk(request, "desk/stock_history.html", context)


@require_POST
@staff_required(PRODUCTS_SCREEN)
def duplicate(request: StaffRequest, product_id: int) -> HttpResponse:
    """A draft that is like a product."""
    _product(product_id)
    made = duplicating.duplicate_product(product_id)
    flash.add(request, DUPLICATED)
    return redirect("desk:product", product_id=made)


@staff_required(PRODUCTS_SCREEN)
def new_variant(request: StaffRequest, product_id: int) -> HttpResponse:
    """Another variant of a product."""
    found = _product(product_id)
    form = VariantForm(request.POST or None, initial={"tax_rate": 10, "weight_g": 0, "is_sold": True})
    if request.method == "POST" and form.is_valid():
        saved = _save_variant(form, product_id, None)
        if saved is not None:
            flash.add(request, SAVED)
            return redirect("desk:variant", variant_id=saved)
    return render_desk(request, "desk/new_variant.html", {"form": form, "product": found})


@staff_required(PRODUCTS_SCREEN)
def variant(request: StaffRequest, variant_id: int) -> HttpResponse:
    """The price and names of a variant, and its stock beside."""
    found = _variant(variant_id)
    form = VariantForm(request.POST or None, initial={name: getattr(found, name) for name in _FACTS})
    if request.method == "POST" and form.is_valid():
        saved = _save_variant(form, found.product_id, variant_id)
        if saved is not None:
            flash.add(request, SAVED)
            return redirect("desk:variant", variant_id=variant_id)
    return _variant_page(request, found, form=form)


@require_POST
@staff_required(PRODUCTS_SCREEN)
def stock(request: StaffRequest, variant_id: int) -> HttpResponse:
    """The stock as counted; refused where something was sold since the page was shown."""
    _variant(variant_id)
    form = StockForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            stock_actions.set_stock(variant_id, given["available"], seen=given["seen"])
        except stock_actions.StockChanged as changed:
            message = _(
                "There are %(now)d now: something was sold since this page was shown. Please count again."
            )
            form.add_error("available", message % {"now": changed.available})
        else:
            flash.add(request, STOCK_SET)
            return redirect("desk:variant", variant_id=variant_id)
    return _variant_page(request, _variant(variant_id), stock_form=form)


def _variant_page(
    request: StaffRequest,
    found: EditableVariant,
    *,
    form: VariantForm | None = None,
    stock_form: StockForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "variant": found,
        "product": _product(found.product_id),
        "reference_words": reference_words(found),
        "pictures": queries.editable_pictures(found.product_id),
        "form": form or VariantForm(initial={name: getattr(found, name) for name in _FACTS}),
        "stock_form": stock_form
        or StockForm(initial={"available": found.available, "seen": found.available}),
        "waiting": count_waiting([found.id]).get(found.id, 0),
    }
    return render_desk(request, "desk/variant.html", context)


def _product(product_id: int) -> EditableProduct:
    found = queries.editable_product(product_id)
    if found is None:
        raise Http404
    return found


def _variant(variant_id: int) -> EditableVariant:
    found = queries.editable_variant(variant_id)
    if found is None:
        raise Http404
    return found


def _save_product(form: ProductForm, before: EditableProduct | None) -> int | None:
    """The id of the stored product; None when the form now shows what is wrong."""
    given = form.cleaned_data
    since = given["published_at"] or (before.published_at if before else None) or timezone.now()
    if "published_at" not in form.changed_data and before and before.published_at:
        since = before.published_at  # the field knows no seconds: what was not touched stays exactly
    terms = {name: given[name] for name in _TERMS} | {"tags": tuple(given["tags"])}
    texts = actions.ProductTexts(
        **{name: given[name] for name in _TEXTS},
        **terms,
        published_at=since if given["is_published"] else None,
    )
    try:
        return actions.save_product(texts, product_id=before.id if before else None)
    except BadInput as bad:
        show_problems(form, bad.problems)
        return None


def _save_variant(form: VariantForm, product_id: int, variant_id: int | None) -> int | None:
    given = {name: form.cleaned_data[name] for name in _FACTS}
    facts = actions.VariantFacts(**{**given, "weight_g": given["weight_g"] or 0})
    try:
        return actions.save_variant(facts, product_id=product_id, variant_id=variant_id)
    except BadInput as bad:
        show_problems(form, bad.problems)
        return None
