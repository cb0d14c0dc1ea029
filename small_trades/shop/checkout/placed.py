"""Where a customer goes once their order is placed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from small_trades import privacy
from small_trades.shop.cart.holding import show_count
from small_trades.shop.orders.payment_page import to_payment
from small_trades.shop.orders.queries import order_by_id


def go_on(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """To the provider's page while the order can be paid by card, else to the thanks."""
    order = order_by_id(order_id)
    can_pay = order is not None and order.can_pay
    if order is not None:
        # Placed by this browser, maybe before somebody signed in here.
        privacy.proved(order.subject)
    response = to_payment(request, order) if order and can_pay else redirect("checkout:thanks")
    show_count(response, 0)
    return response
