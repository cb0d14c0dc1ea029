"""Views that open a delivery address and then fail, with the value wherever Python lets it be."""

import logging
from collections.abc import Iterator
from uuid import UUID

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template import engines
from django.views.decorators.csrf import csrf_exempt

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY
from small_trades.policy.groups import DeliveryAddress
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import OrderState

STAFF = UUID("0198a8f0-0000-7000-8000-000000000001")
logger = logging.getLogger("small_trades.raising")


class TornLabelError(Exception):
    """Carries the value, as a library's error may."""


def opened(request: HttpRequest) -> DeliveryAddress:
    """The address of the first order, for a member of staff who gives the page as the reason."""
    privacy.set_actor(privacy.Actor.staff(STAFF, "orders"))
    return privacy.use(Order.objects.get().ship_to, purpose=DELIVERY, reason=request.path)


@csrf_exempt
def view(request: HttpRequest) -> HttpResponse:
    """Fails with the value in the message, in a local, and in the form that was sent."""
    address = opened(request)
    typed = dict(request.POST)
    raise TornLabelError(f"{address.street} {address.telephone} {address.family} {typed}")


@csrf_exempt
def counted(request: HttpRequest) -> HttpResponse:
    """Fails as `view` does, for whoever counts how often; nobody else asks for it."""
    raise TornLabelError(f"{opened(request).street} {dict(request.POST)}")


def atomic(request: HttpRequest) -> HttpResponse:
    """Fails inside a transaction, after a write."""
    with transaction.atomic():
        Order.objects.update(state=OrderState.CANCELLED)
        address = opened(request)
        raise TornLabelError(address.street)


def database(request: HttpRequest) -> HttpResponse:
    """Lets the database say the value in its error."""
    address = opened(request)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {address.street} FROM orders_order")  # noqa: S608 -- the mistake that is meant
    return HttpResponse()


def logged(request: HttpRequest) -> HttpResponse:
    """Catches the error and logs it, with its trace."""
    address = opened(request)
    try:
        int(address.street)
    except ValueError:
        logger.exception("the label was torn")
    raise TornLabelError(address.telephone) from TornLabelError(address.street)


def template(request: HttpRequest) -> HttpResponse:
    """Fails while a template is made."""
    text = "{{ address.street }} {{ address.nowhere.street }}"
    return HttpResponse(engines["jinja2"].from_string(text).render({"address": opened(request)}, request))


def streaming(request: HttpRequest) -> StreamingHttpResponse:
    """Sends the value, and fails before the next piece."""
    address = opened(request)

    def pieces() -> Iterator[str]:
        yield address.street
        raise TornLabelError(address.street)

    return StreamingHttpResponse(pieces())


def endless(request: HttpRequest) -> StreamingHttpResponse:
    """Goes on for longer than anybody reads."""
    address = opened(request)
    return StreamingHttpResponse(f"{address.street}\n" * 1_000 for _ in range(10_000))


def quiet(request: HttpRequest) -> HttpResponse:
    """Does not fail: somebody else goes away."""
    return HttpResponse(opened(request).street * 100_000)
