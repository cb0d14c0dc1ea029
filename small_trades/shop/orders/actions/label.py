"""Print the label of a parcel that is being packed: from then on the carrier knows where it will go."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.carriers.messages import Acceptance, ShippingLabel
from small_trades.doors.paper.messages import Sheet
from small_trades.policy.declaration import DELIVERY
from small_trades.policy.groups import TrackingNumber
from small_trades.shop.orders.actions.changing import held, require_move, tell
from small_trades.shop.orders.carriers import CARRIERS, tidy_tracking_number
from small_trades.shop.orders.destined import address_of, destination_of, labels_of
from small_trades.shop.orders.models import Destination, Label, Order
from small_trades.shop.orders.states import OrderState, PaymentMethod
from small_trades.shop.orders.timeline import EventKind


class TrackingNumberError(ValueError):
    """A number that the carrier cannot have given."""


def print_label(order_id: UUID, *, carrier: str, tracking_number: str, to: int | None = None) -> Sheet | None:
    """Give the address to the carrier under its tracking number, and the label to whoever packs.

    Printing anew replaces the label, and what was corrected since the last one stands on it. None where the
    carrier's own device prints. `to` is the number of the address, where the order has several.

    Raises:
        SeveralDestinationsError, NoSuchDestinationError: which address is meant; nothing was changed.
        WrongStateError: the order is not being packed; nothing was changed and nothing left.
        TrackingNumberError: the number has not the carrier's form, or the carrier is not one of ours.
        DoorError: the carrier did not take it; the order stays as it was.
    """
    number = checked(carrier, tracking_number)
    with transaction.atomic():
        order = held(order_id)
        require_move(order, OrderState.SHIPPED)
        there = destination_of(order, to)
        accepted: Acceptance = privacy.disclose(
            label_of(order, there, carrier, number, is_printed=True), through="carrier", purpose=DELIVERY
        )
        _keep(order, there, TrackingNumber(accepted.carrier, accepted.tracking_number))
        tell(order, EventKind.LABEL_PRINTED)
    return accepted.slip


def print_anew(order_id: UUID, *, to: int | None = None) -> Sheet | None:
    """The same label with what is right now. Raises Label.DoesNotExist, and like `print_label`."""
    order = Order.objects.get(pk=order_id)
    label = labels_of(order, destination_of(order, to)).get()
    known = privacy.use(label.tracking, purpose=DELIVERY)
    return print_label(order_id, carrier=known.carrier, tracking_number=known.number, to=to)


def checked(carrier: str, typed: str) -> str:
    """The number as it is kept. Raises TrackingNumberError."""
    number = tidy_tracking_number(typed)
    if carrier not in CARRIERS or number is None:
        raise TrackingNumberError
    return number


def label_of(
    order: Order, there: Destination | None, carrier: str, number: str, *, is_printed: bool
) -> ShippingLabel:
    """What the carrier is told of a parcel to one address of an order."""
    wished = there or order
    return ShippingLabel(
        to=address_of(order, there),
        order_code=order.code,
        carrier=carrier,
        tracking_number=number,
        delivery_date=wished.delivery_date.isoformat() if wished.delivery_date else "",
        delivery_slot=wished.delivery_slot,
        is_printed=is_printed,
        collect=order.total if order.payment_method == PaymentMethod.CASH else 0,
    )


def _keep(order: Order, there: Destination | None, tracking: TrackingNumber) -> None:
    new = Label(order=order, destination=there, subject=order.subject)
    label = labels_of(order, there).first() or new
    label.carrier, label.printed_at, label.outdated_at = tracking.carrier, timezone.now(), None
    privacy.collect(label, notice="checkout-delivery", tracking=tracking)
    label.save()
