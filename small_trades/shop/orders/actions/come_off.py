"""Pieces come off an order, sent or not: what was paid for them goes back, to the yen and to the point."""

from collections import Counter
from collections.abc import Mapping

from django.utils import timezone

from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.orders.actions.changing import tell
from small_trades.shop.orders.actions.refund import begin
from small_trades.shop.orders.actions.settle_points import paid_for, settle_points
from small_trades.shop.orders.models import Destination, Order, OrderLine, Payment, ReturnedPieces
from small_trades.shop.orders.pieces import off
from small_trades.shop.orders.rules import refundable
from small_trades.shop.orders.states import RefundReason
from small_trades.shop.orders.timeline import EventKind


def come_off(
    order: Order,
    pieces: Mapping[OrderLine, int],
    *,
    kind: EventKind,
    reason: RefundReason,
    to_stock: bool,
    with_money: bool = True,
    to: Destination | None = None,
) -> int:
    """Write pieces of a held order down, and begin to give back what was paid for them; how many yen.

    Points that were used for them return and points that were earned by them go, each in proportion to what
    was paid; so that all pieces together give back exactly what there was for them, in whichever steps they
    come.
    `to` is the address from whose parcel they are left out; None for the order's own.
    """
    was_sent = kind != EventKind.LEFT_OUT
    worth: Counter[TaxRate] = Counter()
    rows = []
    for line, number in pieces.items():
        worth[TaxRate(line.tax_rate)] += _share(line, paid_for(line), number) if with_money else 0
        rows.append(
            ReturnedPieces.objects.create(
                line=line,
                quantity=number,
                to_stock=to_stock,
                was_sent=was_sent,
                with_money=with_money,
                destination=to,
                at=timezone.now(),
            )
        )
    tell(order, kind)
    amount = min(worth.total(), refundable(Payment.objects.get(order=order)))
    if amount:
        begun = begin(order, amount, reason, goods=worth)
        ReturnedPieces.objects.filter(pk__in=[row.pk for row in rows]).update(refund=begun)
    if with_money:
        settle_points(order)
    return amount


def _share(line: OrderLine, whole: int, number: int) -> int:
    """The share of the next pieces, so that all pieces of the line together have the whole."""
    before = off(line)
    return whole * (before + number) // line.quantity - whole * before // line.quantity
