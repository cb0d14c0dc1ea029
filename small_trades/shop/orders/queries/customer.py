"""Orders as their customers see them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from small_trades.shop.kernel.codes import normalise_code
from small_trades.shop.orders.lookups import ORDER_EMAIL
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.queries.making import order_page, ordered_lines, with_parts
from small_trades.shop.orders.queries.shapes import OrderPage, OrderSummary
from small_trades.shop.orders.rules import can_cancel, can_pay
from small_trades.shop.orders.states import ORDER_STATE_NAMES, OrderState


def orders_of(customer_id: UUID, *, start: int = 0, stop: int | None = None) -> tuple[OrderSummary, ...]:
    """A member's orders, newest first, from `start` to before `stop`."""
    found = Order.objects.filter(customer_id=customer_id).order_by("-placed_at")
    return tuple(_summary(order) for order in with_parts(found)[start:stop])


def count_of(customer_id: UUID) -> int:
    """How many orders a member has."""
    return Order.objects.filter(customer_id=customer_id).count()


def order_of(customer_id: UUID, code: str) -> OrderPage | None:
    """One of a member's orders by its code, or None where they have no such order."""
    order = with_parts(Order.objects.filter(customer_id=customer_id, code=code)).first()
    return order_page(order) if order else None


def order_among(order_ids: Collection[UUID], code: str) -> OrderPage | None:
    """The order of this code if it is among those the session may see."""
    order = with_parts(Order.objects.filter(pk__in=order_ids, code=code)).first()
    return order_page(order) if order else None


def orders_of_guest(subject: UUID) -> tuple[OrderSummary, ...]:
    """What somebody ordered without signing in, newest first; nothing of a member's."""
    found = Order.objects.filter(subject=subject, customer_id=None).order_by("-placed_at")
    return tuple(_summary(order) for order in with_parts(found))


def guest_of(code: str) -> UUID | None:
    """Whose the order of this code is, where it was placed without signing in."""
    found = Order.objects.filter(code=normalise_code(code) or "", customer_id=None)
    return found.values_list("subject", flat=True).first()


def order_by_id(order_id: UUID) -> OrderPage | None:
    """One order."""
    order = with_parts(Order.objects.filter(pk=order_id)).first()
    return order_page(order) if order else None


def find_order(code: str, email: str) -> tuple[UUID, str] | None:
    """Id and code of the order of this code placed with this address; None for either being wrong.

    The address is looked up first and always, so that time does not tell whether a code exists.
    """
    candidates = [hit.record for hit in ORDER_EMAIL.find_all(email)]
    canonical = normalise_code(code) or ""
    order = Order.objects.filter(code=canonical, pk__in=candidates).first()
    return (order.pk, order.code) if order else None


def orders_of_person(record: UUID, subject: UUID) -> frozenset[UUID]:
    """What the person of a draft or an order has placed besides it and not given up.

    A guest has a subject for each order; the hash of their address ties them together, and opens nothing.
    """
    alike = [hit.record for hit in ORDER_EMAIL.alike(record)]
    found = Order.objects.filter(Q(subject=subject) | Q(pk__in=alike)).exclude(pk=record)
    return frozenset(found.exclude(state=OrderState.CANCELLED).values_list("pk", flat=True))


def _summary(order: Order) -> OrderSummary:
    state = OrderState(order.state)
    return OrderSummary(
        id=order.pk,
        code=order.code,
        placed_at=order.placed_at,
        state=state,
        state_name=ORDER_STATE_NAMES[state],
        total=order.total,
        lines=ordered_lines(order),
        can_cancel=can_cancel(order),
        can_pay=can_pay(order, order.payment),
        is_on_hold=order.held_since is not None,
    )
