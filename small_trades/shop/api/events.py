"""What programs can be told of."""

from enum import StrEnum


class NoticeEvent(StrEnum):
    """Something that happened."""

    PLACED = "order.placed"
    PAID = "order.paid"
    PARTLY_SHIPPED = "order.partly_shipped"
    SHIPPED = "order.shipped"
    CANCELLED = "order.cancelled"
    LOW = "stock.low"
