"""Which orders a browser may see: ids in its session, put there by placing or by proving to know one."""

from uuid import UUID

from django.http import HttpRequest

from small_trades import privacy
from small_trades.shop.orders import queries
from small_trades.shop.orders.queries import OrderPage

SESSION_KEY = "orders"
MOST = 20


def grant(request: HttpRequest, order_id: UUID) -> None:
    """Let this browser see an order until its session ends."""
    known = [known for known in request.session.get(SESSION_KEY, []) if known != str(order_id)]
    request.session[SESSION_KEY] = [*known, str(order_id)][-MOST:]


def visible_order(request: HttpRequest, code: str) -> OrderPage | None:
    """The order of this code, if this browser was granted it or its signed-in customer placed it."""
    granted = [UUID(known) for known in request.session.get(SESSION_KEY, [])]
    found = queries.order_among(granted, code)
    customer = getattr(request, "customer", None)
    if found is None:
        return queries.order_of(customer.pk, code) if customer is not None else None
    # A guest's order is another person's to a member who has signed in since.
    privacy.proved(found.subject)
    return found
