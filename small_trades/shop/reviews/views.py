"""Reviews are written from the page of an order, by its member or by whoever proved to know it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from small_trades.shop.orders.access import visible_order
from small_trades.shop.reviews import actions, queries
from small_trades.shop.reviews.forms import ReviewForm, typed
from small_trades.shop.site import flash
from small_trades.shop.site.pages import render

KEPT = flash.declare(
    "review-kept",
    gettext_lazy("Thank you. We read it, and then it appears on the product page."),
)
GONE = flash.declare("review-gone", gettext_lazy("Your review is deleted, here and on the product page."))
LARGEST_POSITION = 32_767


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """Write a review, or change it."""
    receipt = _receipt(request, code, position)
    if receipt is None:
        return redirect("orders:order", code=code)
    if request.method == "POST":
        form = ReviewForm(request.POST)
        if form.is_valid():
            actions.write(receipt, form.words())
            flash.add(request, KEPT)
            return redirect("reviews:review", code=code, position=position)
    found = queries.own_review(receipt)
    if request.method != "POST":
        form = ReviewForm(initial=typed(found[1] if found else None, pen_name=_("A buyer")))
    row = found[0] if found else None
    context = {"form": form, "receipt": receipt, "review": row, "code": code, "position": position}
    return render(request, "reviews/review.html", context)


@require_POST
def withdraw(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """Delete the review, also from the product page."""
    receipt = _receipt(request, code, position, even_if_returned=True)
    if receipt is not None and actions.withdraw(receipt):
        flash.add(request, GONE)
    return redirect("orders:order", code=code)


def _receipt(
    request: HttpRequest, code: str, position: int, *, even_if_returned: bool = False
) -> queries.Receipt | None:
    """What was received, to whoever may see the order; None leads to the order, which asks who it is."""
    if position > LARGEST_POSITION:
        raise Http404
    order = visible_order(request, code)
    if order is None:
        return None
    return queries.receipt_of(order, position, even_if_returned=even_if_returned)
