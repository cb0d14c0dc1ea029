"""What orders hold about a person, and what becomes of it when they leave."""

import datetime as dt
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY, ORDER_RETENTION
from small_trades.privacy.rights import GONE_NOW, Fate, Outcome, kept_until, waiting_for
from small_trades.shop.account.models import Customer
from small_trades.shop.orders.actions import erased_payments
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.models import (
    Destination,
    ErasedPayment,
    Label,
    Order,
    OrderLineOption,
    Payment,
    Shipment,
)
from small_trades.shop.orders.rules import can_cancel
from small_trades.shop.orders.states import CancelReason, OrderState, PaymentState

COVERS = (Order, OrderLineOption, Destination, Payment, Shipment, Label, ErasedPayment)
ON_THE_ROAD: Final = dt.timedelta(days=30)
"""A parcel of which nobody heard for so long has arrived; the longest way in Japan takes a week."""
_AT_ONCE: Final = 100
_UNDER_WAY: Final = frozenset({OrderState.PLACED, OrderState.PAID, OrderState.PACKING})


def held(subject: UUID) -> Iterator[privacy.Held]:
    """One entry for each order, kept for as long as tax law asks, and for what came in after an erasure."""
    yield from (_held(order) for order in _orders(subject).iterator(chunk_size=_AT_ONCE))
    yield from (_late(row) for row in ErasedPayment.objects.filter(subject=subject))


def forget(subject: UUID) -> int:
    """Remove the orders that nothing asks to keep, and let the others lead to no member; how many rows went.

    An order that slipped in while its keys were destroyed cannot be delivered: it is cancelled.
    """
    for order in _orders(subject):
        if outcome(order).fate == Fate.WAITING_FOR and can_cancel(order) and not _is_readable(order):
            cancel(order.pk, reason=CancelReason.CUSTOMER)
    gone = [order for order in _orders(subject) if outcome(order) == GONE_NOW]
    erased_payments.expect(order.payment for order in gone)
    Order.objects.filter(subject=subject).update(customer_id=None)
    ErasedPayment.objects.filter(subject=subject).delete()
    return Order.objects.filter(pk__in=[order.pk for order in gone]).delete()[0]


def adopting(guest: UUID, into: UUID) -> None:
    """A guest's orders become those of the member."""
    member = Customer.objects.filter(subject=into).values_list("pk", flat=True).first()
    Order.objects.filter(subject=guest).update(customer_id=member)


def outcome(order: Order) -> Outcome:
    """What becomes of an order when its person is erased.

    Until it has arrived and every refund is paid it waits; then law keeps it. What was given up before
    anything was paid is no business done, and goes.
    """
    state, payment = OrderState(order.state), PaymentState(order.payment.state)
    if payment == PaymentState.REFUND_DUE:
        return waiting_for(
            because_ja=f"ご注文 {order.code} の返金", because_en=f"the refund of order {order.code}"
        )
    if state in _UNDER_WAY or _is_on_the_road(order):
        return waiting_for(
            because_ja=f"ご注文 {order.code} のお届け", because_en=f"the delivery of order {order.code}"
        )
    if state == OrderState.CANCELLED and order.payment.paid_at is None:
        return GONE_NOW
    until = ORDER_RETENTION.kept_until(timezone.localdate(order.placed_at))
    if until is None or until < timezone.localdate():
        return GONE_NOW
    return kept_until(until, because_ja=ORDER_RETENTION.law_ja, because_en=ORDER_RETENTION.law_en)


def _late(row: ErasedPayment) -> privacy.Held:
    # Of a subject that is nobody: nothing leads to whoever was erased.
    return privacy.Held(
        label_ja=f"消去後に届いたご入金 {row.order_code}",
        label_en=f"Money that came after the erasure of {row.order_code}",
        sealed=(row.reference,) if row.reference is not None else (),
        facts=(("金額(円)", "Amount (yen)", str(row.amount)),),
        kept_until=ORDER_RETENTION.kept_until(timezone.localdate(row.erased_at)),
        on_erasure=GONE_NOW,
    )


def _orders(subject: UUID) -> QuerySet[Order]:
    found = Order.objects.filter(subject=subject).select_related("payment")
    return found.prefetch_related("shipments", "labels", "destinations", "lines__options").order_by(
        "-placed_at"
    )


def _is_on_the_road(order: Order) -> bool:
    if order.state != OrderState.SHIPPED:
        return False
    sent = [shipment.shipped_at for shipment in order.shipments.all()]
    return not sent or timezone.now() < max(sent) + ON_THE_ROAD


def _is_readable(order: Order) -> bool:
    return isinstance(privacy.decide(order.name, purpose=DELIVERY), privacy.Allowed)


def _held(order: Order) -> privacy.Held:
    placed_on = timezone.localdate(order.placed_at)
    sealed = (order.name, order.email, order.ship_to, order.note, order.gift, order.payment.reference)
    options = [option for line in order.lines.all() for option in line.options.all()]
    words = tuple(option.words for option in options if option.words is not None)
    tracking = tuple(shipment.tracking for shipment in order.shipments.all())
    tracking += tuple(label.tracking for label in order.labels.all())
    others = tuple(value for other in order.destinations.all() for value in (other.ship_to, other.gift))
    return privacy.Held(
        label_ja=f"ご注文 {order.code}",
        label_en=f"Order {order.code}",
        sealed=(*(value for value in (*sealed, *others) if value is not None), *words, *tracking),
        facts=(
            ("ご注文日", "Ordered on", placed_on.isoformat()),
            ("合計(円、税込)", "Total (yen, tax included)", str(order.total)),
            *(("商品", "Product", f"{line.product_name_ja} × {line.quantity}") for line in order.lines.all()),
            *(
                ("オプション", "Option", f"{option.name_ja} {option.choice_name_ja}".strip())
                for option in options
            ),
        ),
        kept_until=ORDER_RETENTION.kept_until(placed_on),
        on_erasure=outcome(order),
    )
