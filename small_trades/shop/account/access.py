"""Who may see a page: members see their own."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from small_trades.shop.account.models import Customer

P = ParamSpec("P")
_LONGEST_PATH = 200


class ShopRequest(HttpRequest):
    """A request of the shop: `customer` is the member who is signed in, or None."""

    customer: Customer | None


class CustomerRequest(HttpRequest):
    """A request of a member who is signed in."""

    customer: Customer


View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def customer_required(view: Callable[Concatenate[CustomerRequest, P], HttpResponseBase]) -> View[P]:
    """Show the page to members; ask others to sign in first, and bring them back afterwards."""

    @wraps(view)
    def guarded(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.customer is None:
            path = request.get_full_path() if request.method == "GET" else request.path
            return HttpResponseRedirect(f"{reverse('account:login')}?{urlencode({'next': path})}")
        return view(request, *args, **kwargs)

    return guarded


def own_path(typed: str | None) -> str | None:
    """The path, if it leads to a page of this shop; anything else is None."""
    if not typed or len(typed) > _LONGEST_PATH or not typed.startswith("/") or not typed.isascii():
        return None
    if not url_has_allowed_host_and_scheme(typed, allowed_hosts=None, require_https=True):
        return None
    try:
        resolve(typed.partition("?")[0].partition("#")[0])
    except Resolver404:
        return None
    return typed
