"""Hand a parcel to a carrier, and tell the customer its number."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.carriers.messages import Acceptance, ShippingLabel
from small_trades.policy.declaration import DELIVERY
from small_trades.policy.groups import TrackingNumber
from small_trades.shop.kernel.later import later
from small_trades.shop.orders.actions.changing import held, move, require_move, tell
from small_trades.shop.orders.carriers import CARRIERS, tidy_tracking_number
from small_trades.shop.orders.models import Order, Shipment
from small_trades.shop.orders.states import OrderState
from small_trades.shop.orders.timeline import EventKind
from small_trades.shop.promotions.actions import points


class TrackingNumberError(ValueError):
    """A number that the carrier cannot have given."""


def ship(order_id: UUID, *, carrier: str, tracking_number: str) -> None:
    """Give the address to the carrier under its tracking number; the customer is told by mail.

    Raises:
        WrongStateError: the order is not packed; nothing was changed and nothing left.
        TrackingNumberError: the number has not the carrier's form, or the carrier is not one of ours.
        DoorError: the carrier did not take the parcel; the order stays where it was.
    """
    number = tidy_tracking_number(tracking_number)
    if carrier not in CARRIERS or number is None:
        raise TrackingNumberError
    with transaction.atomic():
        order = held(order_id)
        require_move(order, OrderState.SHIPPED)
        accepted: Acceptance = privacy.disclose(
            _label(order, carrier, number), through="carrier", purpose=DELIVERY
        )
        _record(order, accepted)
        move(order, OrderState.SHIPPED)
        tell(order, EventKind.SHIPPED)
        if order.customer_id is not None:
            points.earn(order.subject, order.earned, order_id=order.pk, order_code=order.code)
        later("orders.send_shipped", order.pk)


def _label(order: Order, carrier: str, number: str) -> ShippingLabel:
    return ShippingLabel(
        to=order.ship_to,
        order_code=order.code,
        carrier=carrier,
        tracking_number=number,
        delivery_date=order.delivery_date.isoformat() if order.delivery_date else "",
        delivery_slot=order.delivery_slot,
    )


def _record(order: Order, accepted: Acceptance) -> None:
    shipment = Shipment(
        order=order, subject=order.subject, carrier=accepted.carrier, shipped_at=timezone.now()
    )
    tracking = TrackingNumber(accepted.carrier, accepted.tracking_number)
    privacy.collect(shipment, notice="checkout-delivery", tracking=tracking)
    shipment.save()
