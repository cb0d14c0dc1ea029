"""Gives every request its customer, looked up only when somebody asks."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

from small_trades.shop.account.models import Customer
from small_trades.shop.account.sessions import customer_of_session


class CustomerMiddleware:
    """`request.customer`: the member who is signed in, or None.

    Asking touches the session, so a page that asks is not public; a page that does not ask stays so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand before the views."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the attribute and go on."""
        # A lazy object would not be None where nobody is signed in, so the attribute is the class's.
        kind: Any = type(request)
        request.__class__ = _with_customer(kind)
        return self.get_response(request)


@cache
def _with_customer(kind: Any) -> type[HttpRequest]:
    def customer(request: HttpRequest) -> Customer | None:
        return customer_of_session(request)

    # Django's: that of functools holds one lock for all requests while it asks (Python 3.11).
    attribute = cached_property(customer)
    attribute.__set_name__(kind, "customer")
    return type(kind.__name__, (kind,), {"customer": attribute})
