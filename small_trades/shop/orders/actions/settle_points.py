"""Points follow the pieces of an order; those that paid for its delivery follow the money paid for that."""

from collections.abc import Sequence

from small_trades.shop.kernel.money import spread
from small_trades.shop.orders.models import Order, OrderLine, Payment
from small_trades.shop.orders.pieces import off
from small_trades.shop.orders.rules import refundable
from small_trades.shop.promotions.actions import points


def settle_points(order: Order) -> None:
    """Give back the used points that are due for a held order, and take back those it earns no more.

    Doing so again changes nothing. Once no piece is left, what was given back beyond the goods was for
    delivery and fees: so much of the points that paid for these is due as of their money went back. Where
    points alone had paid for them there is none, and they stay used.
    """
    lines = list(order.lines.prefetch_related("returns"))
    due = sum(line.points * off(line) // line.quantity for line in lines)
    if all(off(line) == line.quantity for line in lines):
        due += _of_charges(order, lines)
    points.give_back(order.pk, most=due)
    points.take_back(order.pk, but=earned_by_now(order))


def paid_for(line: OrderLine) -> int:
    """What was paid for a line in money: its price less its shares of coupon and points."""
    return line.amount - line.discount - line.points


def earned_by_now(order: Order) -> int:
    """The points that an order earns with what has not come off it, in proportion to what was paid."""
    lines = list(order.lines.prefetch_related("returns"))
    paid = [paid_for(line) for line in lines]
    if not any(paid):
        return order.earned
    shares = spread(order.earned, paid)
    gone = sum(share * off(line) // line.quantity for line, share in zip(lines, shares, strict=True))
    return order.earned - gone


def _of_charges(order: Order, lines: Sequence[OrderLine]) -> int:
    payment = Payment.objects.get(order=order)
    goods = sum(paid_for(line) for line in lines)
    charges = payment.amount - goods
    if payment.paid_at is None or charges < 1:
        return 0
    given = max(0, payment.amount - refundable(payment) - goods)
    return (order.points - sum(line.points for line in lines)) * given // charges
