"""Which cart a visitor holds: its id in the session, its count in a cookie for the page's script."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

SESSION_KEY = "cart"
COUNT_COOKIE = "cart_count"
KEPT_DAYS = 30
COUNT_KEPT_SECONDS = KEPT_DAYS * 24 * 3600


def held_cart(request: HttpRequest) -> UUID | None:
    """The id of the visitor's cart."""
    held = request.session.get(SESSION_KEY)
    return UUID(held) if held else None


def hold(request: HttpRequest, cart_id: UUID) -> None:
    """Let the visitor's session hold a cart."""
    if request.session.get(SESSION_KEY) != str(cart_id):
        request.session[SESSION_KEY] = str(cart_id)


def let_go(request: HttpRequest) -> None:
    """Let the visitor's session hold no cart."""
    request.session.pop(SESSION_KEY, None)


def show_count(response: HttpResponseBase, count: int) -> None:
    """Tell the page's script how many things are in the cart: a number, which identifies nobody."""
    if count:
        response.set_cookie(
            COUNT_COOKIE,
            str(count),
            max_age=COUNT_KEPT_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=False,
            samesite="Lax",
        )
    else:
        response.delete_cookie(COUNT_COOKIE, samesite="Lax")
