"""Everything that reads orders: for their customers, and for the desk."""

from small_trades.shop.orders.queries.customer import (
    count_of,
    find_order,
    order_among,
    order_by_id,
    order_of,
    orders_of,
    orders_of_person,
)
from small_trades.shop.orders.queries.desk import (
    OnHold,
    OrderFilter,
    count_cash_to_pack,
    count_orders,
    counts_by_state,
    list_orders,
    on_hold,
    order_by_code,
    orders_of_subject,
)
from small_trades.shop.orders.queries.shapes import (
    Happening,
    Hold,
    OrderedLine,
    OrderPage,
    OrderRow,
    OrderSummary,
    Parcel,
    PaymentStatus,
)

__all__ = [
    "Happening",
    "Hold",
    "OnHold",
    "OrderFilter",
    "OrderPage",
    "OrderRow",
    "OrderSummary",
    "OrderedLine",
    "Parcel",
    "PaymentStatus",
    "count_cash_to_pack",
    "count_of",
    "count_orders",
    "counts_by_state",
    "find_order",
    "list_orders",
    "on_hold",
    "order_among",
    "order_by_code",
    "order_by_id",
    "order_of",
    "orders_of",
    "orders_of_person",
    "orders_of_subject",
]
