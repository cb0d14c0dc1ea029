"""The way to the provider's page, from the checkout and from an order that is not paid yet."""

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from small_trades import privacy
from small_trades.shop.orders.actions.start_payment import NotPayableError, start_payment
from small_trades.shop.orders.queries import OrderPage
from small_trades.shop.site import flash

NOT_PAYABLE = flash.declare(
    "order-not-payable", gettext_lazy("There is nothing left to pay for this order."), kind="note"
)
PROVIDER_AWAY = flash.declare(
    "payment-provider-away",
    gettext_lazy("The payment page cannot be reached at the moment. Nothing was charged. Please try again."),
    kind="problem",
)
BEING_CONFIRMED = flash.declare(
    "payment-being-confirmed",
    gettext_lazy("Your payment has been made and is being confirmed. This takes a moment."),
    kind="note",
)


def to_payment(request: HttpRequest, page: OrderPage) -> HttpResponseRedirect:
    """Redirect to the provider's page; to the order's own where there is nothing to pay or nobody to ask."""
    back = redirect("orders:order", code=page.code)
    try:
        hosted = start_payment(page.id)
    except NotPayableError:
        flash.add(request, NOT_PAYABLE)
        return back
    except privacy.DoorError:
        flash.add(request, PROVIDER_AWAY)
        return back
    if hosted.is_complete:
        flash.add(request, BEING_CONFIRMED)
        return back
    return HttpResponseRedirect(hosted.url)
