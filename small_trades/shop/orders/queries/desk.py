"""Orders as the desk lists them. Nothing is opened here: names are handles."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.utils import timezone

from small_trades.shop.kernel.codes import normalise_code
from small_trades.shop.orders.models import Order, Payment, Refund
from small_trades.shop.orders.queries.destinations import days_wished
from small_trades.shop.orders.queries.making import order_page, with_parts
from small_trades.shop.orders.queries.shapes import OrderPage, OrderRow
from small_trades.shop.orders.states import (
    ON_A_HOSTED_PAGE,
    ORDER_STATE_NAMES,
    PAYMENT_METHOD_NAMES,
    PAYMENT_STATE_NAMES,
    OrderState,
    PaymentMethod,
    PaymentState,
    RefundState,
)

if TYPE_CHECKING:
    from uuid import UUID

_BY_HAND: Final = Q(state=RefundState.FAILED) | (
    Q(state=RefundState.DUE) & ~Q(payment__method__in=ON_A_HOSTED_PAGE)
)
_GONE_BACK: Final = (
    Payment.objects.filter(paid_at__isnull=False, amount__gt=0)
    .annotate(going=Sum("refunds__amount"))
    .filter(going__gte=F("amount"))
)
GIVEN_BACK: Final = Q(state=OrderState.PAID, pk__in=_GONE_BACK.order_by().values("order_id"))
"""`rules.is_given_back` as a question to the store."""
_WAITS_BY_HAND: Final = Q(pk__in=Refund.objects.filter(_BY_HAND).order_by().values("payment__order_id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFilter:
    """What the desk looks for; None or empty does not narrow. Days are days in Japan, both included."""

    state: OrderState | None = None
    payment_method: PaymentMethod | None = None
    payment_state: PaymentState | None = None
    code: str = ""
    placed_from: dt.date | None = None
    placed_until: dt.date | None = None
    is_on_hold: bool = False
    is_refund_by_hand: bool = False
    is_given_back: bool = False


@dataclass(frozen=True, slots=True)
class OnHold:
    """How many orders wait for somebody to look at them, and since when the first of them does."""

    count: int
    since: dt.datetime | None


def count_orders(wanted: OrderFilter) -> int:
    """How many orders match."""
    return _matching(wanted).count()


def list_orders(wanted: OrderFilter, *, start: int, stop: int) -> tuple[OrderRow, ...]:
    """The matching orders, newest first, from `start` to before `stop`."""
    found = _matching(wanted).select_related("payment").prefetch_related("destinations")
    found = found.annotate(items=Sum("lines__quantity"))
    return tuple(_row(order, int(order.items or 0)) for order in found.order_by("-placed_at")[start:stop])


def order_by_code(code: str) -> OrderPage | None:
    """One order with sealed handles, its code as typed or read from a page."""
    order = with_parts(Order.objects.filter(code=normalise_code(code))).first()
    return order_page(order) if order else None


def counts_by_state() -> dict[OrderState, int]:
    """How many orders stand in each state, without those on hold or with their money given back."""
    free = Order.objects.filter(held_since__isnull=True).exclude(GIVEN_BACK)
    counted = dict(free.values_list("state").annotate(Count("pk")))
    return {state: counted.get(state.value, 0) for state in OrderState}


def count_cash_to_pack() -> int:
    """How many orders that are paid on delivery wait for packing."""
    found = Order.objects.filter(held_since__isnull=True, state=OrderState.PLACED)
    return found.filter(payment_method=PaymentMethod.CASH).count()


def codes_to_pack() -> tuple[str, ...]:
    """The codes of what can be packed now, the oldest first."""
    is_cash = Q(state=OrderState.PLACED, payment_method=PaymentMethod.CASH)
    ready = Order.objects.filter(Q(state=OrderState.PAID) | is_cash, held_since__isnull=True)
    return tuple(ready.exclude(GIVEN_BACK).order_by("placed_at").values_list("code", flat=True))


def on_hold() -> OnHold:
    """What waits for somebody to look at it."""
    found = Order.objects.filter(held_since__isnull=False).aggregate(Count("pk"), Min("held_since"))
    return OnHold(found["pk__count"], found["held_since__min"])


def count_refunds_by_hand() -> int:
    """How many orders wait for money that the desk has to give back itself."""
    return Order.objects.filter(_WAITS_BY_HAND).count()


def count_given_back() -> int:
    """How many orders were paid back before packing, and wait for somebody to cancel them."""
    return Order.objects.filter(GIVEN_BACK).count()


def orders_of_subject(subject: "UUID") -> tuple[OrderPage, ...]:
    """Every order of one person, newest first."""
    found = Order.objects.filter(subject=subject).select_related("payment").order_by("-placed_at")
    return tuple(order_page(order) for order in found)


def _matching(wanted: OrderFilter) -> QuerySet[Order]:
    question = Q()
    if wanted.state:
        question &= Q(state=wanted.state)
    if wanted.payment_method:
        question &= Q(payment_method=wanted.payment_method)
    if wanted.payment_state:
        question &= Q(payment__state=wanted.payment_state)
    if wanted.code:
        question &= Q(code=normalise_code(wanted.code) or "")
    if wanted.placed_from:
        question &= Q(placed_at__gte=_midnight(wanted.placed_from))
    if wanted.is_on_hold:
        question &= Q(held_since__isnull=False)
    if wanted.is_refund_by_hand:
        question &= _WAITS_BY_HAND
    if wanted.is_given_back:
        question &= GIVEN_BACK
    if wanted.placed_until:
        question &= Q(placed_at__lt=_midnight(wanted.placed_until + dt.timedelta(days=1)))
    return Order.objects.filter(question)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _row(order: Order, items: int) -> OrderRow:
    state, method = OrderState(order.state), PaymentMethod(order.payment_method)
    payment_state = PaymentState(order.payment.state)
    return OrderRow(
        id=order.pk,
        code=order.code,
        placed_at=order.placed_at,
        state=state,
        state_name=ORDER_STATE_NAMES[state],
        payment_method=method,
        payment_method_name=PAYMENT_METHOD_NAMES[method],
        payment_state=payment_state,
        payment_state_name=PAYMENT_STATE_NAMES[payment_state],
        total=order.total,
        items=items,
        days_wished=days_wished(order),
        expires_at=order.expires_at,
        name=order.name,
        is_member=order.customer_id is not None,
        held_since=order.held_since,
        addresses=1 + len(order.destinations.all()),
    )
