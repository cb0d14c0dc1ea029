"""Hand a parcel to a carrier, and tell the customer its number and what is inside."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.carriers.messages import Acceptance
from small_trades.policy.declaration import DELIVERY
from small_trades.policy.groups import TrackingNumber
from small_trades.shop.kernel.later import later
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.changing import held, move, require_move, tell
from small_trades.shop.orders.actions.label import TrackingNumberError, checked, label_of
from small_trades.shop.orders.actions.settle_points import earned_by_now
from small_trades.shop.orders.destined import (
    NoSuchDestinationError,
    SeveralDestinationsError,
    destination_of,
    labels_of,
)
from small_trades.shop.orders.models import Destination, Order, OrderLine, Shipment, ShippedPieces
from small_trades.shop.orders.pieces import TooManyPiecesError, chosen, unsent, unsent_to
from small_trades.shop.orders.states import OrderState, PaymentMethod
from small_trades.shop.orders.timeline import EventKind
from small_trades.shop.promotions.actions import points

__all__ = [
    "InOneParcelError",
    "KnownNumberError",
    "LabelOutdatedError",
    "NoSuchDestinationError",
    "SeveralDestinationsError",
    "TooManyPiecesError",
    "TrackingNumberError",
    "complete",
    "ship",
    "ship_printed",
]


class LabelOutdatedError(Exception):
    """The label that was printed says something that was corrected since: it is printed anew first."""


class KnownNumberError(Exception):
    """A parcel of the order left under this number: a list or a request was sent twice."""


class InOneParcelError(Exception):
    """What is paid in cash on delivery leaves at once: the carrier collects the whole sum with one parcel."""


def ship(
    order_id: UUID,
    *,
    carrier: str,
    tracking_number: str,
    pieces: Mapping[int, int] | None = None,
    of: int | None = None,
    to: int | None = None,
) -> None:
    """Give the address to the carrier under its tracking number; the customer is told by mail.

    `pieces` maps positions of lines to what is in this parcel; None: everything that has not left. With the
    last piece the order is shipped; until then it is being packed. Where the label was printed before, the
    carrier has the address, and gets it no second time. `of`: how many pieces were left when these were
    chosen, so that a form that is sent twice ships once. `to` is the number of the address, counted from
    one: the parcel holds what goes there, and `pieces` and `of` are of that.

    Raises:
        WrongStateError: the order is not packed, or not `of` pieces are left; nothing was changed.
        TrackingNumberError: the number has not the carrier's form, or the carrier is not one of ours.
        TooManyPiecesError: the numbers do not fit what has not left; nothing was changed and nothing left.
        SeveralDestinationsError: no `to`, and the order has several; nothing was changed and nothing left.
        NoSuchDestinationError: it has no address of this number; nothing was changed and nothing left.
        InOneParcelError: a part of an order that is paid on delivery; nothing was changed and nothing left.
        KnownNumberError: another parcel of the order has it; nothing was changed and nothing left.
        LabelOutdatedError: the parcel would go where it should not; nothing was changed and nothing left.
        DoorError: the carrier did not take the parcel; the order stays where it was.
    """
    number = TrackingNumber(carrier, checked(carrier, tracking_number))
    with transaction.atomic():
        order = held(order_id)
        require_move(order, OrderState.SHIPPED)
        there = destination_of(order, to)
        left = unsent_to(order, there.pk if there else None)
        if not left:
            raise WrongStateError(order.state, OrderState.SHIPPED)
        if of is not None and of != sum(left.values()):
            raise WrongStateError(order.state, OrderState.SHIPPED)
        inside = left if pieces is None else chosen(left, pieces)
        if order.payment_method == PaymentMethod.CASH and inside != left:
            raise InOneParcelError
        _require_new(order, number)
        is_all = inside == unsent(order)
        accepted = _printed(order, there, number) or _handed_over(order, there, number)
        shipment = _record(order, there, accepted, inside)
        if is_all:
            complete(order)
        else:
            tell(order, EventKind.PARTLY_SHIPPED)
        later("orders.send_shipped", shipment.pk)


def complete(order: Order) -> None:
    """Nothing of a held order is left to send: it is shipped. Raises WrongStateError."""
    move(order, OrderState.SHIPPED)
    tell(order, EventKind.SHIPPED)
    if order.customer_id is not None:
        points.earn(order.subject, earned_by_now(order), order_id=order.pk, order_code=order.code)


def ship_printed(
    order_id: UUID,
    *,
    pieces: Mapping[int, int] | None = None,
    of: int | None = None,
    to: int | None = None,
) -> None:
    """Ship under the number that stands on the printed label; `pieces`, `of` and `to` as for `ship`.

    Raises:
        WrongStateError, TooManyPiecesError, InOneParcelError: as `ship`.
        SeveralDestinationsError, NoSuchDestinationError: as `ship`.
        KnownNumberError, LabelOutdatedError: as `ship`.
        Label.DoesNotExist: none was printed.
    """
    order = Order.objects.get(pk=order_id)
    label = labels_of(order, destination_of(order, to)).get()
    known = privacy.use(label.tracking, purpose=DELIVERY)
    ship(order_id, carrier=known.carrier, tracking_number=known.number, pieces=pieces, of=of, to=to)


def _require_new(order: Order, number: TrackingNumber) -> None:
    sealed: list[privacy.Sealed[TrackingNumber] | None] = [
        parcel.tracking for parcel in order.shipments.all()
    ]
    if number in privacy.use(sealed, purpose=DELIVERY, skip_closed=True):
        raise KnownNumberError


def _printed(order: Order, there: Destination | None, number: TrackingNumber) -> TrackingNumber | None:
    """The number on the label, where one was printed and is the one that is shipped; the label goes."""
    label = labels_of(order, there).first()
    if label is None:
        return None
    if label.outdated_at is not None:
        raise LabelOutdatedError
    known = privacy.use(label.tracking, purpose=DELIVERY)
    label.delete()
    return known if known == number else None


def _handed_over(order: Order, there: Destination | None, number: TrackingNumber) -> TrackingNumber:
    label = label_of(order, there, number.carrier, number.number, is_printed=False)
    accepted = privacy.disclose(label, through="carrier", purpose=DELIVERY)
    if not isinstance(accepted, Acceptance):
        raise TypeError("A carrier's door answers a label with an Acceptance.")
    return TrackingNumber(accepted.carrier, accepted.tracking_number)


def _record(
    order: Order, there: Destination | None, tracking: TrackingNumber, inside: Mapping[OrderLine, int]
) -> Shipment:
    shipment = Shipment(
        order=order,
        destination=there,
        subject=order.subject,
        carrier=tracking.carrier,
        shipped_at=timezone.now(),
    )
    privacy.collect(shipment, notice="checkout-delivery", tracking=tracking)
    shipment.save()
    ShippedPieces.objects.bulk_create(
        ShippedPieces(shipment=shipment, line=line, quantity=number) for line, number in inside.items()
    )
    return shipment
