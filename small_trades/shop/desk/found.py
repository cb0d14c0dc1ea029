"""What an address of the desk names, or a 404."""

from django.http import Http404

from small_trades.shop.orders import queries
from small_trades.shop.orders.queries import OrderPage
from small_trades.shop.orders.queries.destination_shapes import OrderDestination


def order_or_404(code: str) -> OrderPage:
    """The order of a code as typed or read from a page. Raises Http404 where there is none."""
    found = queries.order_by_code(code)
    if found is None:
        raise Http404
    return found


def destination_or_404(order: OrderPage, typed: str | None) -> OrderDestination:
    """The address of an order that a form names by its number; an order that has one need not name it."""
    if typed is None and not order.has_several:
        return order.destinations[0]
    for one in order.destinations:
        if str(one.number) == typed:
            return one
    raise Http404
