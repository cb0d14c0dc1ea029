"""Look at an order that was just placed, and let a person look where something is unusual."""

from collections.abc import Collection
from uuid import UUID

from small_trades import privacy
from small_trades.shop.misuse.queries.signals import findings
from small_trades.shop.orders.actions.hold import put_on_hold


def watch(order_id: UUID, *, browser_orders: Collection[UUID] = (), is_urgent: bool = False) -> bool:
    """Put the order on hold where a signal says so; answers whether it did. Belongs into its transaction."""
    with privacy.acting_as(privacy.Actor.system("misuse.watch")):
        because = findings(order_id, browser_orders=browser_orders, is_urgent=is_urgent)
        return bool(because) and put_on_hold(order_id, because)
