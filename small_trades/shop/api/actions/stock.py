"""Stock as a program counted it."""

from small_trades.shop.api.shapes import NewStock
from small_trades.shop.products.actions.stock import set_stock
from small_trades.shop.products.models import StockReason


def count_stock(variant_id: int, counted: NewStock) -> None:
    """Set the stock of a variant.

    Raises:
        StockChanged: there are not as many as the program saw; nothing was changed.
    """
    reason = StockReason(counted.reason)
    set_stock(variant_id, counted.available, reason=reason, seen=counted.seen)
