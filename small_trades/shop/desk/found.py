"""What an address of the desk names, or a 404."""

from django.http import Http404

from small_trades.shop.orders import queries
from small_trades.shop.orders.queries import OrderPage


def order_or_404(code: str) -> OrderPage:
    """The order of a code as typed or read from a page. Raises Http404 where there is none."""
    found = queries.order_by_code(code)
    if found is None:
        raise Http404
    return found
