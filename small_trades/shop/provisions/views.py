"""Whether the makers of an order may contact the customer: the words, giving and withdrawing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from small_trades import privacy
from small_trades.policy.declaration import MAKER_CONTACT
from small_trades.shop.orders import access
from small_trades.shop.provisions.actions import maker as actions
from small_trades.shop.provisions.consent import MAKER_WORDS
from small_trades.shop.provisions.queries.person import makers_of
from small_trades.shop.site import flash
from small_trades.shop.site.formats import current_language
from small_trades.shop.site.pages import render

AGREED = flash.declare(
    "maker-agreed", gettext_lazy("The makers may contact you. You can withdraw this here.")
)
WITHDRAWN = flash.declare(
    "maker-withdrawn", gettext_lazy("Withdrawn. Makers who were told how to reach you are asked to erase it.")
)


@require_http_methods(["GET", "POST"])
def maker(request: HttpRequest, code: str) -> HttpResponse:
    """The order's customer gives or withdraws the consent; anybody else is asked for the order first."""
    order = access.visible_order(request, code)
    if order is None:
        return redirect("orders:order", code=code)
    if request.method == "POST":
        if request.POST.get("answer") == "agree":
            actions.consent(order, language=current_language())
            flash.add(request, AGREED)
        else:
            actions.withdraw(order)
            flash.add(request, WITHDRAWN)
        return redirect("provisions:maker", code=order.code)
    context = {
        "order": order,
        "makers": makers_of(order),
        "words": MAKER_WORDS.ja if current_language() == "ja" else MAKER_WORDS.en,
        "is_agreed": privacy.has_consent(order.subject, MAKER_CONTACT),
    }
    return render(request, "provisions/maker.html", context)
