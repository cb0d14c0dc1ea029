"""Pages of an order for whoever placed it: by session, by signing in, or by code and e-mail address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY
from small_trades.shop.account.throttles import Caller, TooManyError, count_sign_in, forgive_sign_in
from small_trades.shop.cart.holding import held_cart, hold, show_count
from small_trades.shop.cart.queries import count
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders import access, queries
from small_trades.shop.orders.actions.buy_again import buy_again
from small_trades.shop.orders.actions.cancel import cancel as cancel_order
from small_trades.shop.orders.actions.issue import NotIssuableError, issue
from small_trades.shop.orders.forms import DocumentForm, FindOrderForm
from small_trades.shop.orders.payment_page import to_payment
from small_trades.shop.orders.states import CancelReason
from small_trades.shop.orders.wording import delivery_words
from small_trades.shop.site import flash
from small_trades.shop.site.files import pdf_file
from small_trades.shop.site.pages import render

CANCELLED = flash.declare(
    "order-cancelled", gettext_lazy("The order was cancelled. We have sent you a mail.")
)
TOO_LATE = flash.declare(
    "order-too-late",
    gettext_lazy("This order can no longer be cancelled here. Please contact us."),
    kind="problem",
)

ALL_AGAIN = flash.declare("order-again", gettext_lazy("What you ordered is in your cart, at today's prices."))
SOME_AGAIN = flash.declare(
    "order-again-some",
    gettext_lazy(
        "Some of it is sold out, no longer sold, or wants its options chosen again; the rest is in your cart."
    ),
    kind="problem",
)
NOTHING_AGAIN = flash.declare(
    "order-again-nothing",
    gettext_lazy("Nothing of this order can be bought at the moment. Your cart is as it was."),
    kind="problem",
)
NO_DOCUMENT = flash.declare(
    "order-no-document",
    gettext_lazy("This document cannot be issued for the order as it stands."),
    kind="problem",
)


@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Ask for code and e-mail address, and lead to the order where both are right."""
    form = FindOrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = _find(request, form)
        if found is not None:
            return found
    return render(request, "orders/find.html", {"form": form})


@require_GET
def order(request: HttpRequest, code: str) -> HttpResponse:
    """The order, or the question for its e-mail address: the same page whether the code exists or not."""
    page = access.visible_order(request, code)
    if page is None:
        return render(request, "orders/find.html", {"form": FindOrderForm(initial={"code": code})})
    tracking = privacy.use([parcel.tracking for parcel in page.parcels], purpose=ACCOUNT_DISPLAY)
    places = page.places if page.has_several else {}
    sealed = (page.gift, *places.values(), *page.words.values())
    gift, *opened = privacy.use(sealed, purpose=ACCOUNT_DISPLAY, skip_closed=True)
    words = opened[len(places) :]
    return render(
        request,
        "orders/order.html",
        {
            "order": page,
            "parcels": list(zip(page.parcels, tracking, strict=True)),
            "gift": gift,
            "places": dict(zip(places, opened, strict=False)),
            "words": {key: typed for key, typed in zip(page.words, words, strict=True) if typed is not None},
            "delivery": delivery_words(page.delivery_date, page.slot),
        },
    )


@require_POST
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Give the order up, while it is not being packed."""
    page = access.visible_order(request, code)
    if page is None:
        return redirect("orders:order", code=code)
    try:
        cancel_order(page.id, reason=CancelReason.CUSTOMER)
        flash.add(request, CANCELLED)
    except WrongStateError:
        flash.add(request, TOO_LATE)
    return redirect("orders:order", code=code)


@require_POST
def again(request: HttpRequest, code: str) -> HttpResponse:
    """Put what was ordered into the cart once more."""
    page = access.visible_order(request, code)
    if page is None:
        return redirect("orders:order", code=code)
    bought = buy_again(page.lines, cart_id=held_cart(request))
    if bought.cart_id is None:
        flash.add(request, NOTHING_AGAIN)
        return redirect("cart:cart")
    hold(request, bought.cart_id)
    flash.add(request, ALL_AGAIN if bought.is_all else SOME_AGAIN)
    answer = redirect("cart:cart")
    show_count(answer, count(bought.cart_id))
    return answer


@require_POST
def pay(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the page where the order is paid by card."""
    page = access.visible_order(request, code)
    return redirect("orders:order", code=code) if page is None else to_payment(request, page)


@require_POST
def document(request: HttpRequest, code: str) -> HttpResponse:
    """An invoice, a receipt or a return invoice as PDF."""
    page = access.visible_order(request, code)
    if page is None:
        return redirect("orders:order", code=code)
    form = DocumentForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        made = issue(page, form.wanted())
    except NotIssuableError:
        flash.add(request, NO_DOCUMENT)
        return redirect("orders:order", code=code)
    return pdf_file(made.file_name, made.pdf)


def _find(request: HttpRequest, form: FindOrderForm) -> HttpResponse | None:
    code, email = form.cleaned_data["code"], form.cleaned_data["email"]
    caller = Caller(email=f"order {code}", address=request.META.get("REMOTE_ADDR", ""))
    try:
        count_sign_in(caller)
    except TooManyError:
        form.add_error(None, _("There were too many tries. Please wait a quarter of an hour."))
        return None
    found = queries.find_order(code, email)
    if found is None:
        form.add_error(None, _("We find no order with this code and this e-mail address. Please check both."))
        return None
    forgive_sign_in(caller)
    order_id, canonical = found
    # Whoever knew the session's key before has not shown anything.
    request.session.cycle_key()
    access.grant(request, order_id)
    return redirect("orders:order", code=canonical)
