"""Pieces that are named by the code of a product, as programs and files know them, found among the lines."""

from collections import Counter
from collections.abc import Iterable, Sequence

from small_trades.shop.orders.pieces import TooManyPiecesError
from small_trades.shop.orders.queries.destination_shapes import DestinedGoods
from small_trades.shop.orders.queries.shapes import OrderedLine


def by_code(
    lines: Sequence[OrderedLine] | Sequence[DestinedGoods], wanted: Iterable[tuple[str, int]]
) -> dict[int, int]:
    """The positions of lines with how many of their unsent pieces are meant; of equal codes the first line's.

    Raises:
        TooManyPiecesError: not so many of a code are left to send, or none is of the order.
    """
    left = {line.position: line.unsent for line in lines}
    meant: Counter[int] = Counter()
    for code, number in wanted:
        missing = number
        for line in lines:
            if line.sku == code:
                taken = min(missing, left[line.position] - meant[line.position])
                meant[line.position] += taken
                missing -= taken
        if missing:
            raise TooManyPiecesError(left)
    return {at: number for at, number in meant.items() if number}
