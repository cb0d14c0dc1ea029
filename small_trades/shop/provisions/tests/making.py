"""Provisions for tests."""

from django.utils import timezone

from small_trades import privacy
from small_trades.shop.orders.models import Order
from small_trades.shop.provisions.actions.ask import Demand, ask
from small_trades.shop.provisions.models import ProvisionCase
from small_trades.shop.provisions.queries.person import Found


def asked(order: Order) -> ProvisionCase:
    """A demand about whoever placed the order, which waits for a second person."""
    staff = privacy.Actor.staff(privacy.uuid7(), "owner")
    demand = Demand("警察署", "刑事訴訟法第197条第2項", "第17号", timezone.localdate(), ("PersonName",))
    with privacy.acting_as(staff):
        return ask(demand, Found(order.subject, f"注文 {order.code}"), staff_id=privacy.uuid7())
