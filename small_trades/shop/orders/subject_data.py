"""What orders hold about a person."""

from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import ORDER_RETENTION
from small_trades.shop.orders.models import Order


def held(subject: UUID) -> list[privacy.Held]:
    """One entry for each order, kept for as long as tax law asks."""
    found = Order.objects.filter(subject=subject).select_related("payment").prefetch_related("shipments")
    return [_held(order) for order in found.order_by("-placed_at")]


def _held(order: Order) -> privacy.Held:
    placed_on = timezone.localdate(order.placed_at)
    sealed = (order.name, order.email, order.ship_to, order.note, order.payment.reference)
    tracking = tuple(shipment.tracking for shipment in order.shipments.all())
    return privacy.Held(
        label_ja=f"ご注文 {order.code}",
        label_en=f"Order {order.code}",
        sealed=(*(value for value in sealed if value is not None), *tracking),
        facts=(
            ("ご注文日", "Ordered on", placed_on.isoformat()),
            ("合計(円、税込)", "Total (yen, tax included)", str(order.total)),
        ),
        kept_until=ORDER_RETENTION.kept_until(placed_on),
    )
