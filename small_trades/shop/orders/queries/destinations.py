"""The addresses of an order from rows to shapes, the first of them the order's own."""

import datetime as dt

from small_trades.shop.delivery.carriers import SLOTS
from small_trades.shop.orders import pieces
from small_trades.shop.orders.carriers import CARRIERS
from small_trades.shop.orders.models import Destination, Label, Order
from small_trades.shop.orders.queries.destination_shapes import (
    DestinedGoods,
    OrderDestination,
    PrintedLabel,
)
from small_trades.shop.orders.queries.names import name_of


def destinations_of(order: Order) -> tuple[OrderDestination, ...]:
    """All addresses of an order, in the page's language."""
    others = list(order.destinations.all())
    labels = {label.destination_id: label for label in order.labels.all()}
    own = order.shipping - sum(other.shipping for other in others)
    return (
        _destination(order, None, own, labels.get(None)),
        *(_destination(order, other, other.shipping, labels.get(other.pk)) for other in others),
    )


def days_wished(order: Order) -> tuple[dt.date | None, ...]:
    """The days that the addresses of an order wish for, each once; None, as soon as possible, first."""
    days = {order.delivery_date, *(other.delivery_date for other in order.destinations.all())}
    return tuple(sorted(days, key=lambda day: day or dt.date.min))


def _destination(
    order: Order, other: Destination | None, shipping: int, label: Label | None
) -> OrderDestination:
    one = other or order
    return OrderDestination(
        number=other.position + 1 if other else 1,
        id=other.pk if other else None,
        ship_to=one.ship_to,
        gift=one.gift,
        delivery_date=one.delivery_date,
        slot=one.delivery_slot,
        delivery_slot=SLOTS[one.delivery_slot],
        carrier=one.carrier,
        shipping=shipping,
        goods=_goods(order, other),
        label=_label(label) if label else None,
    )


def _goods(order: Order, other: Destination | None) -> tuple[DestinedGoods, ...]:
    to = other.pk if other else None
    found = []
    for line in order.lines.all():
        ordered = pieces.destined(line, to)
        left = pieces.unsent_of(order, line, to)
        if ordered:
            found.append(DestinedGoods(line.position, line.sku, name_of(line), ordered, left))
    return tuple(found)


def _label(label: Label) -> PrintedLabel:
    return PrintedLabel(CARRIERS[label.carrier], label.printed_at, label.outdated_at, label.tracking)
