"""What carriers and the payment provider were given of a person's orders, unopened."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from small_trades import privacy
from small_trades.policy.groups import DeliveryAddress, EmailAddress, TrackingNumber
from small_trades.shop.orders.destined import address_of
from small_trades.shop.orders.models import Label, Order, Shipment
from small_trades.shop.orders.states import ON_A_HOSTED_PAGE, OrderState
from small_trades.shop.orders.timeline import EventKind

_NOT_ARRIVED = frozenset({OrderState.PACKING, OrderState.SHIPPED})


@dataclass(frozen=True, slots=True)
class GivenParcel:
    """A label a carrier was given. `is_sent`: the parcel has left; `corrected_at`: the order last was.

    `record` is the parcel's number, and of the first of an order the order's.
    """

    record: UUID
    order_id: UUID
    code: str
    carrier: str
    given_at: dt.datetime
    corrected_at: dt.datetime | None
    is_sent: bool
    has_arrived: bool
    tracking: privacy.Sealed[TrackingNumber] = field(repr=False)
    to: privacy.Sealed[DeliveryAddress] = field(repr=False)


@dataclass(frozen=True, slots=True)
class GivenPayment:
    """A payment a provider was asked for; `customer_id` where a member paid."""

    payment_id: UUID
    order_id: UUID
    code: str
    given_at: dt.datetime
    customer_id: UUID | None
    email: privacy.Sealed[EmailAddress] = field(repr=False)


def parcels_given(subject: UUID) -> tuple[GivenParcel, ...]:
    """Every label a carrier was given for a person, of orders that are still kept."""
    return tuple(parcel for order in _orders().filter(subject=subject) for parcel in _parcels(order))


def parcel_given(record: UUID) -> GivenParcel | None:
    """The label of this number, as `GivenParcel` names it."""
    about = Q(pk=record) | Q(shipments__pk=record) | Q(labels__pk=record)
    found = (parcel for order in _orders().filter(about).distinct() for parcel in _parcels(order))
    return next((parcel for parcel in found if parcel.record == record), None)


def payments_given(subject: UUID) -> tuple[GivenPayment, ...]:
    """Every payment a provider was asked for, for a person, of orders that are still kept."""
    found = _paid_on_a_page().filter(subject=subject)
    return tuple(_payment(order) for order in found)


def payment_given(payment_id: UUID) -> GivenPayment | None:
    """One of them."""
    order = _paid_on_a_page().filter(payment__pk=payment_id).first()
    return _payment(order) if order else None


def _orders() -> QuerySet[Order]:
    return Order.objects.prefetch_related("shipments__destination", "labels__destination", "events").order_by(
        "placed_at"
    )


def _paid_on_a_page() -> QuerySet[Order]:
    found = Order.objects.filter(payment__method__in=ON_A_HOSTED_PAGE, payment__attempts__gt=0)
    return found.select_related("payment").order_by("placed_at")


def _parcels(order: Order) -> list[GivenParcel]:
    """What has left, as it did, and the labels that are printed for what follows."""
    given: list[Shipment | Label] = [*order.shipments.all(), *order.labels.all()]
    corrected = [event.at for event in order.events.all() if event.kind == EventKind.CORRECTED]
    return [
        GivenParcel(
            record=one.pk if at else order.pk,
            order_id=order.pk,
            code=order.code,
            carrier=one.carrier,
            given_at=one.shipped_at if isinstance(one, Shipment) else one.printed_at,
            corrected_at=one.destination.corrected_at if one.destination else max(corrected, default=None),
            is_sent=isinstance(one, Shipment),
            has_arrived=order.state not in _NOT_ARRIVED,
            tracking=one.tracking,
            to=address_of(order, one.destination),
        )
        for at, one in enumerate(given)
    ]


def _payment(order: Order) -> GivenPayment:
    return GivenPayment(
        order.payment.pk, order.pk, order.code, order.placed_at, order.customer_id, order.email
    )
