"""Goods came back: some of an order's pieces, or all that are left of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.changing import held, move, tell
from small_trades.shop.orders.actions.refund import begin
from small_trades.shop.orders.models import Order, OrderLine, Payment, ReturnedPieces
from small_trades.shop.orders.rules import can_take_in, refundable
from small_trades.shop.orders.states import OrderState, RefundReason
from small_trades.shop.orders.timeline import EventKind
from small_trades.shop.products.actions import stock
from small_trades.shop.products.models import StockReason
from small_trades.shop.promotions.actions import points


class TooManyPiecesError(Exception):
    """More pieces than are still with the customer, or none at all. `left` maps positions to pieces."""

    def __init__(self, left: Mapping[int, int]) -> None:
        """What could come back."""
        super().__init__("more pieces than were sent and not returned")
        self.left = dict(left)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of it: `refund` yen go back; `is_all`: nothing of the order is left with the customer."""

    refund: int
    is_all: bool


def take_in(
    order_id: UUID, pieces: Mapping[int, int], *, to_stock: bool, gives_money_back: bool = True
) -> TakenIn:
    """Take pieces back by the positions of their lines; the money that was paid for them goes back.

    What was paid for a piece is its line's price less its shares of coupon and points, so that all pieces of
    a line together give exactly what was paid for it. Delivery is not given back here. Once everything is
    back, the points that were used return, and those that were earned go.

    Raises:
        TooManyPiecesError: the numbers do not fit what was sent; nothing was changed.
        WrongStateError: nothing was sent; nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        if not can_take_in(order):
            raise WrongStateError(order.state, OrderState.RETURNED)
        lines = list(order.lines.prefetch_related("returns"))
        left = {line.position: line.quantity - _back(line) for line in lines}
        wanted = {position: number for position, number in pieces.items() if number}
        if not wanted or any(not 0 < number <= left.get(at, 0) for at, number in wanted.items()):
            raise TooManyPiecesError(left)
        back = [(line, wanted[line.position]) for line in lines if line.position in wanted]
        worth: Counter[TaxRate] = Counter()
        for line, number in back:
            worth[TaxRate(line.tax_rate)] += _take(line, number, to_stock=to_stock)
        if to_stock:
            put = [(line.variant_id, number) for line, number in back]
            stock.release(put, reference=order.code, reason=StockReason.RETURNED)
        is_all = all(left[line.position] == wanted.get(line.position, 0) for line in lines)
        return TakenIn(_settle(order, worth if gives_money_back else {}, is_all=is_all), is_all)


def _take(line: OrderLine, number: int, *, to_stock: bool) -> int:
    """Write the pieces down; what was paid for them, in yen."""
    before = _back(line)
    ReturnedPieces.objects.create(line=line, quantity=number, to_stock=to_stock, at=timezone.now())
    paid = line.amount - line.discount - line.points
    return paid * (before + number) // line.quantity - paid * before // line.quantity


def _settle(order: Order, worth: Mapping[TaxRate, int], *, is_all: bool) -> int:
    if is_all:
        move(order, OrderState.RETURNED)
        points.give_back(order.pk)
        points.take_back(order.pk)
    tell(order, EventKind.RETURNED if is_all else EventKind.PARTLY_RETURNED)
    amount = min(sum(worth.values()), refundable(Payment.objects.get(order=order)))
    if amount:
        begin(order, amount, RefundReason.RETURNED, goods=worth)
    return amount


def _back(line: OrderLine) -> int:
    return sum(pieces.quantity for pieces in line.returns.all())
