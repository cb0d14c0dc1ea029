"""Hand a parcel to a carrier, and tell the customer its number."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.carriers.messages import Acceptance
from small_trades.policy.declaration import DELIVERY
from small_trades.policy.groups import TrackingNumber
from small_trades.shop.kernel.later import later
from small_trades.shop.orders.actions.changing import held, move, require_move, tell
from small_trades.shop.orders.actions.label import TrackingNumberError, checked, label_of
from small_trades.shop.orders.models import Label, Order, Shipment
from small_trades.shop.orders.states import OrderState
from small_trades.shop.orders.timeline import EventKind
from small_trades.shop.promotions.actions import points

__all__ = ["LabelOutdatedError", "TrackingNumberError", "ship", "ship_printed"]


class LabelOutdatedError(Exception):
    """The label that was printed says something that was corrected since: it is printed anew first."""


def ship(order_id: UUID, *, carrier: str, tracking_number: str) -> None:
    """Give the address to the carrier under its tracking number; the customer is told by mail.

    Where the label was printed before, the carrier has the address, and gets it no second time.

    Raises:
        WrongStateError: the order is not packed; nothing was changed and nothing left.
        TrackingNumberError: the number has not the carrier's form, or the carrier is not one of ours.
        LabelOutdatedError: the parcel would go where it should not; nothing was changed and nothing left.
        DoorError: the carrier did not take the parcel; the order stays where it was.
    """
    number = TrackingNumber(carrier, checked(carrier, tracking_number))
    with transaction.atomic():
        order = held(order_id)
        require_move(order, OrderState.SHIPPED)
        _record(order, _printed(order, number) or _handed_over(order, number))
        move(order, OrderState.SHIPPED)
        tell(order, EventKind.SHIPPED)
        if order.customer_id is not None:
            points.earn(order.subject, order.earned, order_id=order.pk, order_code=order.code)
        later("orders.send_shipped", order.pk)


def ship_printed(order_id: UUID) -> None:
    """Ship under the number that stands on the printed label.

    Raises:
        WrongStateError, LabelOutdatedError: as `ship`.
        Label.DoesNotExist: none was printed.
    """
    label = Label.objects.get(order_id=order_id)
    known = privacy.use(label.tracking, purpose=DELIVERY)
    ship(order_id, carrier=known.carrier, tracking_number=known.number)


def _printed(order: Order, number: TrackingNumber) -> TrackingNumber | None:
    """The number on the label, where one was printed and is the one that is shipped; the label goes."""
    label = Label.objects.filter(order=order).first()
    if label is None:
        return None
    if label.outdated_at is not None:
        raise LabelOutdatedError
    known = privacy.use(label.tracking, purpose=DELIVERY)
    label.delete()
    return known if known == number else None


def _handed_over(order: Order, number: TrackingNumber) -> TrackingNumber:
    label = label_of(order, number.carrier, number.number, is_printed=False)
    accepted = privacy.disclose(label, through="carrier", purpose=DELIVERY)
    if not isinstance(accepted, Acceptance):
        raise TypeError("A carrier's door answers a label with an Acceptance.")
    return TrackingNumber(accepted.carrier, accepted.tracking_number)


def _record(order: Order, tracking: TrackingNumber) -> None:
    shipment = Shipment(
        order=order, subject=order.subject, carrier=tracking.carrier, shipped_at=timezone.now()
    )
    privacy.collect(shipment, notice="checkout-delivery", tracking=tracking)
    shipment.save()
