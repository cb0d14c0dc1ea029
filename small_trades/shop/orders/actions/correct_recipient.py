"""A correction reaches orders that have not arrived: their labels say what is right (個人情報保護法 34)."""

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
from small_trades.shop.orders.models import Label, Order
from small_trades.shop.orders.states import OrderState
from small_trades.shop.orders.timeline import EventKind

UNSENT = frozenset({OrderState.PLACED, OrderState.PAID, OrderState.PACKING})
NOT_ARRIVED = UNSENT | {OrderState.SHIPPED}


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


def spread_correction(subject: UUID, correction: Correction) -> tuple[int, int]:
    """Correct what the orders of a person hold of the old values, as long as they have not arrived.

    Of a parcel on its way the carrier is told. How many orders were corrected, and how many were not, because
    their delivery fee would change.
    """
    corrected = left = 0
    for order_id in Order.objects.filter(subject=subject, state__in=NOT_ARRIVED).values_list("pk", flat=True):
        with transaction.atomic():
            order = held(order_id)
            if order.state not in NOT_ARRIVED:
                continue
            name, to = privacy.use((order.name, order.ship_to), purpose=DELIVERY)
            right_name, right_to = correction.of_name(name), correction.of_address(to)
            if not _costs_the_same(to, right_to):
                left += 1
            elif (name, to) != (right_name, right_to):
                given = {"name": (name, right_name), "ship_to": (to, right_to)}
                _put(order, {group: right for group, (old, right) in given.items() if old != right})
                corrected += 1
    return corrected, left


def _costs_the_same(before: DeliveryAddress, after: DeliveryAddress) -> bool:
    rules = rules_now()
    return destination(before, rules) == destination(after, rules)


def _put(order: Order, right: dict[str, object]) -> None:
    privacy.correct(order, notice="checkout-details", **right)
    order.save(update_fields=list(right))
    if "ship_to" in right:
        Label.objects.filter(order=order).update(outdated_at=timezone.now())
    tell(order, EventKind.CORRECTED)
