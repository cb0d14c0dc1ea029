"""What is unusual about an order: few, plain counts over keyed hashes. No value is opened for any of them.

A signal never refuses anybody: it asks a person to look. The limits stand in one table.
"""

import datetime as dt
import statistics
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from small_trades.privacy import LookUp
from small_trades.shop.misuse.lookups import MARKS, PLACE
from small_trades.shop.misuse.reasons import Mark
from small_trades.shop.orders.holds import Because, HoldReason
from small_trades.shop.orders.lookups import ORDER_EMAIL
from small_trades.shop.orders.models import Order, OrderEvent
from small_trades.shop.orders.timeline import EventKind

DAY: Final = dt.timedelta(days=1)
MONTH: Final = dt.timedelta(days=30)
TRACES_KEPT: Final = MONTH
"""How long the hashes of an order are kept for counting: as long as the longest count looks back."""


@dataclass(frozen=True, slots=True)
class Limit:
    """From how many on, counted over how long."""

    least: int
    within: dt.timedelta


LIMITS: Final = {
    HoldReason.ORDERS_EMAIL: Limit(5, DAY),
    HoldReason.ORDERS_TELEPHONE: Limit(5, DAY),
    HoldReason.ORDERS_PLACE: Limit(7, DAY),  # a household, a dormitory, an office
    HoldReason.ORDERS_BROWSER: Limit(5, DAY),
    HoldReason.FAILED_PAYMENTS: Limit(5, DAY),
    HoldReason.NAMES_AT_PLACE: Limit(5, MONTH),
    HoldReason.PLACES_OF_EMAIL: Limit(6, MONTH),  # presents at midsummer and at the year's end go to several
}
LARGE_TOTAL: Final = 100_000
LARGE_TIMES: Final = 8
USUAL_FROM: Final = 20
"""Before the shop has had so many orders, nothing is usual."""
USUAL_OF: Final = 200
URGENT_TOTAL: Final = 50_000


def findings(
    order_id: UUID, *, browser_orders: Collection[UUID] = (), is_urgent: bool = False
) -> tuple[Because, ...]:
    """What asks for somebody to look at an order that was just placed; nothing for almost every order.

    `browser_orders` are the orders that the same browser has placed or opened; `is_urgent`: the earliest day
    of delivery was chosen.
    """
    order = Order.objects.get(pk=order_id)
    counted = {**_repeated(order, browser_orders), **_mixed(order)}
    found = [Because(reason, count) for reason, count in counted.items() if count >= LIMITS[reason].least]
    return (*found, *_amounts(order, is_urgent=is_urgent))


def _repeated(order: Order, browser_orders: Collection[UUID]) -> dict[HoldReason, int]:
    same_email = _orders_like(MARKS[Mark.EMAIL], order, DAY)
    same_telephone = _orders_like(MARKS[Mark.TELEPHONE], order, DAY)
    same_browser = _placed({*browser_orders, order.pk}, order, DAY)
    person = same_email | same_telephone | same_browser
    return {
        HoldReason.ORDERS_EMAIL: len(same_email),
        HoldReason.ORDERS_TELEPHONE: len(same_telephone),
        HoldReason.ORDERS_PLACE: len(_orders_like(PLACE, order, DAY)),
        HoldReason.ORDERS_BROWSER: len(same_browser),
        HoldReason.FAILED_PAYMENTS: _failures(person, order),
    }


def _mixed(order: Order) -> dict[HoldReason, int]:
    at_place = _orders_like(PLACE, order, MONTH)
    of_email = _orders_like(MARKS[Mark.EMAIL], order, MONTH)
    return {
        HoldReason.NAMES_AT_PLACE: MARKS[Mark.PERSON_PLACE].count_values(at_place),
        HoldReason.PLACES_OF_EMAIL: PLACE.count_values(of_email),
    }


def _amounts(order: Order, *, is_urgent: bool) -> Iterator[Because]:
    usual = _usual_total(order)
    if usual and order.total >= LARGE_TOTAL and order.total >= LARGE_TIMES * usual:
        yield Because(HoldReason.LARGE_AMOUNT, order.total // usual)
    if order.total >= URGENT_TOTAL and is_urgent and _is_first(order):
        yield Because(HoldReason.NEW_AND_URGENT, 1)


def _orders_like(lookup: LookUp, order: Order, within: dt.timedelta) -> set[UUID]:
    """The order and the others that share its value, as far as they were placed lately."""
    return _placed({hit.record for hit in lookup.alike(order.pk)} | {order.pk}, order, within)


def _placed(records: Collection[UUID], order: Order, within: dt.timedelta) -> set[UUID]:
    lately = Order.objects.filter(pk__in=records, placed_at__gt=order.placed_at - within)
    return set(lately.values_list("pk", flat=True))


def _failures(orders: Collection[UUID], order: Order) -> int:
    failed = OrderEvent.objects.filter(order_id__in=orders, kind=EventKind.PAYMENT_FAILED)
    return failed.filter(at__gt=order.placed_at - DAY).count()


def _usual_total(order: Order) -> int:
    """The median of the latest orders in yen; 0 while there are too few to tell."""
    latest = Order.objects.exclude(pk=order.pk).order_by("-placed_at").values_list("total", flat=True)
    totals = list(latest[:USUAL_OF])
    return int(statistics.median(totals)) if len(totals) >= USUAL_FROM else 0


def _is_first(order: Order) -> bool:
    others = {hit.record for hit in ORDER_EMAIL.alike(order.pk)}
    return not Order.objects.filter(pk__in=others).exists()
