"""What is to be packed and sent, unopened; and the orders somebody chose among it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import override

from small_trades.shop.orders import queries as order_queries
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.pieces import left_out, sent
from small_trades.shop.orders.queries import OrderPage
from small_trades.shop.orders.states import ORDER_STATE_NAMES, OrderState

MOST: Final = 100
"""Parcels in one PDF; an hour's budget is smaller where nobody raised it."""
_TO_PACK: Final = (OrderState.PAID, OrderState.PACKING)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An order to pack or send, with `items` pieces that have not left.

    `addresses`: to how many it goes, and `days_wished` when, None for as soon as possible. `labels`:
    of how many of these a carrier knows; `is_outdated`: one of them by what was corrected since.
    """

    code: str
    placed_at: dt.datetime
    state: OrderState
    state_name: str | Promise
    items: int
    days_wished: tuple[dt.date | None, ...]
    addresses: int
    labels: int
    is_outdated: bool


def waiting() -> tuple[Waiting, ...]:
    """The first hundred orders to pack or send that wait for nobody, the oldest first."""
    found = _open_now().prefetch_related("lines__returns", "lines__parts_sent", "labels", "destinations")
    rows = found.order_by("placed_at")[:MOST]
    return tuple(_row(order) for order in rows)


def chosen(codes: Iterable[str]) -> tuple[OrderPage, ...]:
    """Those of these orders that can be packed or sent now, each in the language it was placed in."""
    wanted = list(dict.fromkeys(codes))[:MOST]
    open_now = _open_now().filter(code__in=wanted)
    pages = []
    for code, language in open_now.order_by("placed_at").values_list("code", "language"):
        with override(language):
            page = order_queries.order_by_code(code)
        if page is not None:
            pages.append(page)
    return tuple(pages)


def _open_now() -> QuerySet[Order]:
    free = Order.objects.filter(state__in=_TO_PACK, held_since__isnull=True)
    return free.exclude(order_queries.GIVEN_BACK)


def _row(order: Order) -> Waiting:
    state = OrderState(order.state)
    labels = list(order.labels.all())
    return Waiting(
        code=order.code,
        placed_at=order.placed_at,
        state=state,
        state_name=ORDER_STATE_NAMES[state],
        items=sum(line.quantity - sent(order, line) - left_out(line) for line in order.lines.all()),
        days_wished=order_queries.days_wished(order),
        addresses=1 + len(order.destinations.all()),
        labels=len(labels),
        is_outdated=any(label.outdated_at is not None for label in labels),
    )
