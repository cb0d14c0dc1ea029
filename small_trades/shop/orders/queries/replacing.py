"""What can be sent in place of goods of an order, and of how many of them."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Sum

from small_trades.shop.orders.models import Order, OrderLine
from small_trades.shop.orders.pieces import sent
from small_trades.shop.orders.states import OrderState
from small_trades.shop.products.models import Variant
from small_trades.shop.site.formats import in_language

_GIVEN_UP: Final = (OrderState.CANCELLED, OrderState.REFUNDED)


@dataclass(frozen=True, slots=True)
class Good:
    """A variant of a product of the order; `available` are there to send."""

    variant_id: int
    name: str
    sku: str
    available: int


@dataclass(frozen=True, slots=True)
class Replaceable:
    """At most so many pieces: what has left, was not paid back, and was not replaced before."""

    most: int
    goods: tuple[Good, ...]


def replaceable(order: Order) -> Replaceable:
    """What can be sent in place of goods of an order, names in the page's language."""
    lines = list(order.lines.prefetch_related("returns", "parts_sent"))
    given = sum(sent(order, line) - _paid_back(line) for line in lines)
    known = OrderLine.objects.filter(order__replaces=order).exclude(order__state__in=_GIVEN_UP)
    before = known.aggregate(sum=Sum("quantity"))["sum"] or 0
    products = Variant.objects.filter(pk__in=[line.variant_id for line in lines]).values("product_id")
    found = Variant.objects.filter(product_id__in=products, is_sold=True).select_related("product")
    goods = tuple(_good(variant) for variant in found.order_by("product_id", "order", "pk"))
    return Replaceable(max(0, given - before), goods)


def replaceable_of(order_id: UUID) -> Replaceable:
    """The same for the order of this id. Raises Order.DoesNotExist."""
    return replaceable(Order.objects.get(pk=order_id))


def _paid_back(line: OrderLine) -> int:
    return sum(one.quantity for one in line.returns.all() if one.was_sent and one.with_money)


def _good(variant: Variant) -> Good:
    name = f"{in_language(variant.product, 'name')} {in_language(variant, 'name')}".strip()
    return Good(variant.pk, name, variant.sku, variant.available)
