"""What was bought, by whom, what was paid and what was sent."""

from small_trades.shop.orders.models.destinations import Destination, DestinedPieces
from small_trades.shop.orders.models.erased_payment import ErasedPayment
from small_trades.shop.orders.models.history import OrderEvent, OrderHold
from small_trades.shop.orders.models.order import Order, OrderLine, OrderLineOption
from small_trades.shop.orders.models.parcels import Label, ReturnedPieces, Shipment, ShippedPieces
from small_trades.shop.orders.models.payment import IssuedDocument, Payment, PaymentEvent, Refund

__all__ = [
    "Destination",
    "DestinedPieces",
    "ErasedPayment",
    "IssuedDocument",
    "Label",
    "Order",
    "OrderEvent",
    "OrderHold",
    "OrderLine",
    "OrderLineOption",
    "Payment",
    "PaymentEvent",
    "Refund",
    "ReturnedPieces",
    "Shipment",
    "ShippedPieces",
]
