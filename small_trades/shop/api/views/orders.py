"""Orders and parcels: read masked or opened for a purpose, packed, shipped and cancelled."""

from small_trades import privacy
from small_trades.shop.api.operations import Call, operation
from small_trades.shop.api.problems import FORBIDDEN, NOT_FOUND, WRONG_STATE
from small_trades.shop.api.queries import orders as queries
from small_trades.shop.api.scopes import Scope
from small_trades.shop.api.shapes import (
    NewParcel,
    OpenQuery,
    OrderFacts,
    OrderList,
    OrderQuery,
    OrderState,
    ParcelList,
)
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.ship import (
    InOneParcelError,
    KnownNumberError,
    LabelOutdatedError,
    NoSuchDestinationError,
    SeveralDestinationsError,
    TooManyPiecesError,
    ship,
)
from small_trades.shop.orders.by_code import by_code
from small_trades.shop.orders.queries import OrderPage, order_by_code
from small_trades.shop.orders.states import CancelReason

CHANGE = {"answer": OrderState, "scope": Scope.CHANGE_ORDERS, "problems": (404, 409)}


@operation("GET", "orders", answer=OrderList, query=OrderQuery, scope=Scope.READ_ORDERS, problems=(404,))
def orders(call: Call) -> OrderList:
    """List orders, masked, the oldest first."""
    try:
        return queries.order_list(call.query)
    except queries.NoSuchOrder:
        raise NOT_FOUND.because("There is no order with the code in `after`.") from None


@operation(
    "GET", "orders/{code}", answer=OrderFacts, query=OpenQuery, scope=Scope.READ_ORDERS, problems=(404,)
)
def order(call: Call, code: str) -> OrderFacts:
    """Read one order; a token that opens orders finds its recipient opened."""
    found = queries.order(code, _purpose(call))
    if found is None:
        raise NOT_FOUND.because()
    return found


@operation("POST", "orders/{code}/pack", **CHANGE)
def pack_order(_call: Call, code: str) -> OrderState:
    """Begin to pack a paid order."""
    pack(_found(code).id)
    return _state(code)


@operation("POST", "orders/{code}/cancel", **CHANGE)
def cancel_order(_call: Call, code: str) -> OrderState:
    """Cancel an order that is not yet being packed; what was paid goes back."""
    cancel(_found(code).id, reason=CancelReason.STAFF)
    return _state(code)


@operation(
    "GET",
    "orders/{code}/shipments",
    answer=ParcelList,
    query=OpenQuery,
    scope=Scope.READ_ORDERS,
    problems=(404,),
)
def shipments(call: Call, code: str) -> ParcelList:
    """List the parcels of an order."""
    return ParcelList(queries.parcels(_found(code), _purpose(call)))


@operation(
    "POST",
    "orders/{code}/shipments",
    answer=OrderState,
    body=NewParcel,
    scope=Scope.CHANGE_ORDERS,
    status=201,
    problems=(404, 409, 503),
)
def ship_order(call: Call, code: str) -> OrderState:
    """Hand a parcel of a packed order to its carrier; the customer is told the number by mail.

    Without `inside` it holds everything that has not left. With the last piece the order is shipped.
    """
    parcel: NewParcel = call.body
    found = _found(code)
    try:
        ship(
            found.id,
            carrier=parcel.carrier,
            tracking_number=parcel.tracking_number,
            pieces=_inside(found, parcel),
            to=parcel.destination,
        )
    except SeveralDestinationsError:
        raise WRONG_STATE.because("The order has several destinations: say which.") from None
    except NoSuchDestinationError:
        raise WRONG_STATE.because("The order has no such destination.") from None
    except LabelOutdatedError:
        raise WRONG_STATE.because("Its label is outdated and has to be printed anew.") from None
    except TooManyPiecesError:
        raise WRONG_STATE.because("Not so many pieces are left to send.") from None
    except InOneParcelError:
        raise WRONG_STATE.because("What is paid on delivery leaves in one parcel.") from None
    except KnownNumberError:
        raise WRONG_STATE.because("A parcel of the order left under this number.") from None
    return _state(code)


def _inside(order: OrderPage, parcel: NewParcel) -> dict[int, int] | None:
    if parcel.inside is None:
        return None
    goods = order.goods_of(parcel.destination) if order.has_several else order.lines
    return by_code(goods, [(piece.sku, piece.quantity) for piece in parcel.inside])


def _purpose(call: Call) -> privacy.Purpose | None:
    asked: OpenQuery = call.query
    try:
        return queries.purpose_of(call.signed, asked.purpose)
    except queries.NotItsPurpose:
        raise FORBIDDEN.because("The token was not made for this purpose.") from None


def _found(code: str) -> OrderPage:
    found = order_by_code(code)
    if found is None:
        raise NOT_FOUND.because()
    return found


def _state(code: str) -> OrderState:
    found = queries.order_state(code)
    if found is None:
        raise NOT_FOUND.because()
    return found
