"""A correction reaches orders that have not arrived: their labels say what is right (個人情報保護法 34)."""

from collections.abc import Iterator
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY, RIGHTS
from small_trades.policy.groups import DeliveryAddress
from small_trades.shop.delivery.queries import destination, rules_now
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.changing import held, tell
from small_trades.shop.orders.actions.remember import remember_email
from small_trades.shop.orders.correcting import Correction, Right
from small_trades.shop.orders.destined import labels_of
from small_trades.shop.orders.models import Destination, Order
from small_trades.shop.orders.states import OrderState
from small_trades.shop.orders.timeline import EventKind

UNSENT = frozenset({OrderState.PLACED, OrderState.PAID, OrderState.PACKING})
NOT_ARRIVED = UNSENT | {OrderState.SHIPPED}


class Spread(Enum):
    """What became of one address of an order when a correction reached it."""

    DONE = 1
    LEFT = 2
    SAME = 3


class OtherRegionError(ValueError):
    """The address is in a region with another delivery fee: the order is cancelled and placed anew."""


def correct_recipient(order_id: UUID, to: DeliveryAddress) -> None:
    """Send an order that has not left to the corrected address.

    Raises:
        WrongStateError: the parcel has left, or the order was given up; nothing was changed.
        OtherRegionError: the fee that was agreed does not hold there; nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        if order.state not in UNSENT:
            raise WrongStateError(order.state, OrderState.PACKING)
        now = privacy.use(order.ship_to, purpose=DELIVERY)
        if not _costs_the_same(now, to):
            raise OtherRegionError
        _put(order, {"ship_to": to})


def correct_order(order_id: UUID, right: Right, *, reason: str = "") -> bool:
    """Correct what an order that has not left holds, because its person asked; whether anything differed.

    `reason` is what staff say they open it for, where they do it in the person's place.

    Raises:
        WrongStateError: the parcel has left, or the order was given up; nothing was changed.
        OtherRegionError: the fee that was agreed does not hold there; nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        if order.state not in UNSENT:
            raise WrongStateError(order.state, OrderState.PACKING)
        name, to, email = privacy.use((order.name, order.ship_to, order.email), purpose=RIGHTS, reason=reason)
        right_to = right.of_address(to, of=name)
        if not _costs_the_same(to, right_to):
            raise OtherRegionError
        before = {"name": name, "ship_to": to, "email": email}
        after = {"name": right.name or name, "ship_to": right_to, "email": right.email or email}
        changed = {column: value for column, value in after.items() if value != before[column]}
        if changed:
            _put(order, changed)
        if right.email is not None and "email" in changed:
            remember_email(order.pk, subject=order.subject, email=right.email)
    return bool(changed)


def correct_destination(destination_id: UUID, right: Right, *, reason: str = "") -> bool:
    """Correct one more address of an order, as `correct_order` does its own; whether anything differed.

    Raises:
        WrongStateError: a parcel has left for it, or the order was given up; nothing was changed.
        OtherRegionError: the fee that was agreed does not hold there; nothing was changed.
    """
    with transaction.atomic():
        order = held(Destination.objects.get(pk=destination_id).order_id)
        there = order.destinations.get(pk=destination_id)
        if not is_correctable(there):
            raise WrongStateError(order.state, OrderState.PACKING)
        name, to = privacy.use((order.name, there.ship_to), purpose=RIGHTS, reason=reason)
        right_to = right.of_address(to, of=name)
        if not _costs_the_same(to, right_to):
            raise OtherRegionError
        if to != right_to:
            _put_there(there, right_to)
    return to != right_to


def is_correctable(there: Destination) -> bool:
    """Whether nothing of the order has left for this address."""
    return there.order.state in UNSENT and not there.shipments.exists()


def spread_correction(subject: UUID, correction: Correction) -> tuple[int, int]:
    """Correct what the orders of a person hold of the old values, as long as they have not arrived.

    Of a parcel on its way the carrier is told. How many orders were corrected, and how many were not, because
    their delivery fee would change.
    """
    spread = []
    for order_id in Order.objects.filter(subject=subject, state__in=NOT_ARRIVED).values_list("pk", flat=True):
        with transaction.atomic():
            order = held(order_id)
            if order.state in NOT_ARRIVED:
                spread.append({_spread(order, correction), *_spread_there(order, correction)})
    return sum(Spread.DONE in one for one in spread), sum(Spread.LEFT in one for one in spread)


def _spread(order: Order, correction: Correction) -> Spread:
    name, to = privacy.use((order.name, order.ship_to), purpose=DELIVERY)
    right_name, right_to = correction.of_name(name), correction.of_address(to)
    if not _costs_the_same(to, right_to):
        return Spread.LEFT
    given = {"name": (name, right_name), "ship_to": (to, right_to)}
    right = {group: after for group, (before, after) in given.items() if before != after}
    if right:
        _put(order, right)
    return Spread.DONE if right else Spread.SAME


def _spread_there(order: Order, correction: Correction) -> Iterator[Spread]:
    others = list(order.destinations.all())
    opened = privacy.use([there.ship_to for there in others], purpose=DELIVERY)
    for there, to in zip(others, opened, strict=True):
        right = correction.of_address(to)
        if to == right:
            continue
        if not _costs_the_same(to, right):
            yield Spread.LEFT
            continue
        _put_there(there, right)
        yield Spread.DONE


def _costs_the_same(before: DeliveryAddress, after: DeliveryAddress) -> bool:
    rules = rules_now()
    return destination(before, rules) == destination(after, rules)


def _put(order: Order, right: dict[str, object]) -> None:
    privacy.correct(order, notice="checkout-details", **right)
    order.save(update_fields=list(right))
    if "ship_to" in right:
        labels_of(order, None).update(outdated_at=timezone.now())
    tell(order, EventKind.CORRECTED)


def _put_there(there: Destination, right: DeliveryAddress) -> None:
    privacy.correct(there, notice="checkout-details", ship_to=right)
    there.corrected_at = timezone.now()
    there.save(update_fields=["ship_to", "corrected_at"])
    labels_of(there.order, there).update(outdated_at=timezone.now())
    tell(there.order, EventKind.OTHER_CORRECTED)
