"""Pieces of an order's lines: what is still to be sent, what is with the customer, what is asked for."""

from collections.abc import Mapping
from uuid import UUID

from small_trades.shop.orders.models import Order, OrderLine
from small_trades.shop.orders.rules import has_left


class TooManyPiecesError(Exception):
    """More pieces than there are, or none at all. `left` maps positions to pieces."""

    def __init__(self, left: Mapping[int, int]) -> None:
        """What there is."""
        super().__init__("more pieces than are left, or none")
        self.left = dict(left)


def unsent(order: Order) -> dict[OrderLine, int]:
    """How many pieces of each line of an order are still to be sent; no line of which none is."""
    return _some({line: line.quantity - sent(order, line) - left_out(line) for line in _lines(order)})


def unsent_to(order: Order, to: UUID | None) -> dict[OrderLine, int]:
    """The same for one address: that of a destination's id, or the order's own where it is None."""
    return _some({line: unsent_of(order, line, to) for line in _lines(order)})


def unsent_of(order: Order, line: OrderLine, to: UUID | None) -> int:
    """How many pieces of a line are still to be sent to an address."""
    return destined(line, to) - sent_to(order, line, to) - left_out_to(line, to)


def with_customer(order: Order) -> dict[OrderLine, int]:
    """How many pieces of each line have left and are not back; no line of which none is."""
    return _some({line: sent(order, line) - returned(line) for line in _lines(order)})


def chosen(left: Mapping[OrderLine, int], wanted: Mapping[int, int]) -> dict[OrderLine, int]:
    """The lines at the wanted positions with their pieces.

    Raises:
        TooManyPiecesError: the numbers do not fit what is left.
    """
    by_position = {line.position: line for line in left}
    asked = {at: number for at, number in wanted.items() if number}
    fits = all(at in by_position and 0 < number <= left[by_position[at]] for at, number in asked.items())
    if not asked or not fits:
        raise TooManyPiecesError({line.position: number for line, number in left.items()})
    return {by_position[at]: number for at, number in sorted(asked.items())}


def sent(order: Order, line: OrderLine) -> int:
    """How many pieces of a line have left. Once the order has, that is all that was not left out."""
    if has_left(order):
        return line.quantity - left_out(line)
    return sum(part.quantity for part in line.parts_sent.all())


def left_out(line: OrderLine) -> int:
    """How many pieces were taken off before they left."""
    return sum(pieces.quantity for pieces in line.returns.all() if not pieces.was_sent)


def destined(line: OrderLine, to: UUID | None) -> int:
    """How many pieces of a line were ordered to an address: what goes to no other goes to the order's own."""
    others = line.destined.all()
    if to is None:
        return line.quantity - sum(part.quantity for part in others)
    return sum(part.quantity for part in others if part.destination_id == to)


def sent_to(order: Order, line: OrderLine, to: UUID | None) -> int:
    """How many pieces of a line have left for an address."""
    if has_left(order):
        return destined(line, to) - left_out_to(line, to)
    return sum(part.quantity for part in line.parts_sent.all() if part.shipment.destination_id == to)


def left_out_to(line: OrderLine, to: UUID | None) -> int:
    """How many pieces that were to go to an address were taken off before they left."""
    off = (pieces for pieces in line.returns.all() if not pieces.was_sent)
    return sum(pieces.quantity for pieces in off if pieces.destination_id == to)


def returned(line: OrderLine) -> int:
    """How many pieces came back."""
    return sum(pieces.quantity for pieces in line.returns.all() if pieces.was_sent)


def off(line: OrderLine) -> int:
    """How many pieces have come off with their money, sent or not."""
    return sum(pieces.quantity for pieces in line.returns.all() if pieces.with_money)


def _lines(order: Order) -> list[OrderLine]:
    return list(order.lines.prefetch_related("returns", "parts_sent__shipment", "destined"))


def _some(numbers: Mapping[OrderLine, int]) -> dict[OrderLine, int]:
    return {line: number for line, number in numbers.items() if number}
