"""The cart over HTTP. Putting something in needs no token, so that product pages stay public."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from small_trades.shop.cart import actions, queries
from small_trades.shop.cart.forms import QuantitiesForm
from small_trades.shop.cart.holding import KEPT_DAYS, held_cart, hold, show_count
from small_trades.shop.products.context import product_context
from small_trades.shop.products.forms import AddToCartForm
from small_trades.shop.products.queries import product_page_of_variant
from small_trades.shop.site import flash
from small_trades.shop.site.origin import is_from_here
from small_trades.shop.site.pages import render

UNPROCESSABLE = 422
LONGEST_ID = 18
ADDED = flash.declare("cart-added", gettext_lazy("It is in your cart."))
UPDATED = flash.declare("cart-updated", gettext_lazy("Your cart was updated."))
REMOVED = flash.declare("cart-removed", gettext_lazy("It was taken out of your cart."))
_ABOUT_VARIANT = {
    actions.Refusal.NOT_SOLD: gettext_lazy("This is no longer sold. Choose another"),
    actions.Refusal.SOLD_OUT: gettext_lazy("This is sold out. Choose another"),
    actions.Refusal.CART_FULL: gettext_lazy("Your cart is full: it holds 50 kinds. Take one out first"),
    actions.Refusal.OPTIONS: gettext_lazy("Its options have changed. Please choose them once more"),
}


@require_safe
def cart(request: HttpRequest) -> HttpResponse:
    """What is in the cart, re-checked."""
    page = queries.cart_page(held_cart(request))
    return _show(request, QuantitiesForm(page), page)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put a variant in; another site's form is refused, and a problem stands beside the field it is about."""
    if request.method != "POST":
        return redirect("cart:cart")
    if not is_from_here(request):
        raise PermissionDenied
    product = product_page_of_variant(_id(request.POST.get("variant")))
    if product is None:
        return _not_sold(request)
    form = AddToCartForm(product, request.POST)
    if form.is_valid():
        try:
            cart_id = actions.add_line(held_cart(request), **form.wanted())
        except actions.CannotPut as refused:
            form.add_error(*_field_and_sentence(refused))
        else:
            hold(request, cart_id)
            return _added(request, queries.count(cart_id))
    if _wants_json(request):
        return JsonResponse({"problems": form.errors}, status=UNPROCESSABLE)
    context = product_context(request, product, form)
    return render(request, "products/product.html", context, status=UNPROCESSABLE)


@require_POST
def update(request: HttpRequest) -> HttpResponse:
    """Change quantities, and go on to the checkout where that was asked; or take one line out."""
    cart_id = held_cart(request)
    if cart_id is None:
        return redirect("cart:cart")
    if "remove" in request.POST:
        actions.remove(cart_id, _id(request.POST["remove"]))
        flash.add(request, REMOVED)
        return redirect("cart:cart")
    page = queries.cart_page(cart_id)
    form = QuantitiesForm(page, request.POST)
    if form.is_valid():
        try:
            actions.set_quantities(cart_id, form.quantities())
        except actions.CannotPut as refused:
            form.add_error(None, _field_and_sentence(refused)[1])
        else:
            return _updated(request, cart_id)
    return _show(request, form, page, status=UNPROCESSABLE)


@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """How many things are in the cart."""
    return JsonResponse({"count": queries.count(held_cart(request))})


def _show(
    request: HttpRequest,
    form: QuantitiesForm,
    page: queries.CartPage,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"page": page, "form": form, "problem": problem, "kept_days": KEPT_DAYS}
    response = render(request, "cart/cart.html", context, status=status)
    show_count(response, page.count)
    return response


def _added(request: HttpRequest, number: int) -> HttpResponse:
    response: HttpResponse
    if _wants_json(request):
        response = JsonResponse({"count": number})
    else:
        flash.add(request, ADDED)
        response = redirect("cart:cart")
    show_count(response, number)
    return response


def _updated(request: HttpRequest, cart_id: UUID) -> HttpResponse:
    page = queries.cart_page(cart_id)
    is_going_on = "checkout" in request.POST and page.can_check_out
    if not is_going_on:
        flash.add(request, UPDATED)
    response = redirect("checkout:details" if is_going_on else "cart:cart")
    show_count(response, page.count)
    return response


def _not_sold(request: HttpRequest) -> HttpResponse:
    sentence = _("This is no longer sold, so it was not put into the cart.")
    if _wants_json(request):
        return JsonResponse({"problems": {"variant": [sentence]}}, status=UNPROCESSABLE)
    page = queries.cart_page(held_cart(request))
    return _show(request, QuantitiesForm(page), page, problem=sentence, status=UNPROCESSABLE)


def _field_and_sentence(refused: actions.CannotPut) -> tuple[str, str]:
    if refused.reason in _ABOUT_VARIANT:
        return "variant", str(_ABOUT_VARIANT[refused.reason])
    if refused.reason is actions.Refusal.LIMIT:
        return "quantity", _("You can order up to %(most)s of this at once") % {"most": refused.most}
    if refused.held:
        held = {"held": refused.held, "most": refused.most}
        return "quantity", _("You can buy %(most)s, and %(held)s are in your cart already") % held
    return "quantity", _("Only %(left)s left") % {"left": refused.most}


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _id(typed: object) -> int:
    """A row's id as a form sends it; 0, which no row has, for anything else."""
    if isinstance(typed, str) and typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_ID:
        return int(typed)
    return 0
