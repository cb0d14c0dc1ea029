"""The exact stock, for programs that count it."""

from small_trades.shop.api.actions.stock import count_stock
from small_trades.shop.api.operations import Call, operation
from small_trades.shop.api.problems import NOT_FOUND, STOCK_CHANGED
from small_trades.shop.api.queries import catalogue
from small_trades.shop.api.scopes import Scope
from small_trades.shop.api.shapes import NewStock, StockFacts, StockList, StockQuery
from small_trades.shop.products.actions.stock import StockChanged


@operation("GET", "stock", answer=StockList, query=StockQuery, scope=Scope.READ_STOCK)
def stock_list(call: Call) -> StockList:
    """List how many of each variant can still be sold."""
    return catalogue.stock_list(call.query)


@operation("GET", "stock/{sku}", answer=StockFacts, scope=Scope.READ_STOCK, problems=(404,))
def stock(_call: Call, sku: str) -> StockFacts:
    """Read how many of one variant can still be sold."""
    return _found(sku)


@operation(
    "PATCH",
    "stock/{sku}",
    answer=StockFacts,
    body=NewStock,
    scope=Scope.CHANGE_STOCK,
    problems=(404, 409),
)
def set_stock(call: Call, sku: str) -> StockFacts:
    """Set how many of one variant can be sold, as counted."""
    wanted: NewStock = call.body
    try:
        count_stock(_found(sku).id, wanted)
    except StockChanged as changed:
        raise STOCK_CHANGED.because(f"There are {changed.available} now.") from None
    return _found(sku)


def _found(sku: str) -> StockFacts:
    found = catalogue.stock_of(sku)
    if found is None:
        raise NOT_FOUND.because()
    return found
