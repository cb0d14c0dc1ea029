"""What programs can be told of."""

from enum import StrEnum


class NoticeEvent(StrEnum):
    """Something that happened."""

    PLACED = "order.placed"
    PAID = "order.paid"
    SHIPPED = "order.shipped"
    CANCELLED = "order.cancelled"
    LOW = "stock.low"
