"""Two hundred checkouts at once, of twenty products with five each, mixed with cancels and expiries.

Real threads, real connections, the real pages, on whichever engine the tests run: nothing is sold twice,
nothing is lost, and who was refused left nothing behind.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Event

import pytest
from django.db.models import Sum

from small_trades.shop.checkout.models import Draft
from small_trades.shop.orders.models import Order, OrderLine, Payment
from small_trades.shop.orders.states import OrderState, PaymentState
from small_trades.shop.orders.tests.making import cup
from small_trades.shop.products.models import StockMovement, Variant
from tests.journeys.rush import Customer, Deed, at_once, clock, customers

CUSTOMERS, PRODUCTS, EACH = 200, 20, 5
SERVED_AT_ONCE = 12
"""Threads of three web workers (`serving.BLOCKING_THREADS`); the others queue, as they do at the server."""


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_two_hundred_checkouts_at_once_sell_what_there_is_and_lose_nothing() -> None:
    goods = [cup(available=EACH) for _ in range(PRODUCTS)]
    crowd = customers(CUSTOMERS, goods)

    got = rush(crowd)

    assert Order.objects.count() == Payment.objects.count() == got["order"]
    assert got["order"] + got["refused"] == CUSTOMERS
    # It was a rush: more was wanted than there was, and all kinds of customers got something.
    assert all(got[kind] for kind in ("refused", *Deed))
    assert sold_out() > 0
    for variant in goods:
        assert_nothing_sold_twice_or_lost(variant)
    for customer in crowd:
        assert_whole_or_nothing(customer)


def rush(crowd: list[Customer]) -> Counter[str]:
    """Everybody presses the last button at once, while the clock ends what is not paid in time."""
    is_over = Event()
    with ThreadPoolExecutor(SERVED_AT_ONCE + 1) as pool:
        ticking = pool.submit(clock, is_over)
        try:
            has_order = list(pool.map(at_once, crowd))
        finally:
            is_over.set()
        ticking.result()
    got = Counter("order" if each else "refused" for each in has_order)
    got.update(customer.deed for customer, each in zip(crowd, has_order, strict=True) if each)
    return got


def sold_out() -> int:
    """How often the last piece of something went."""
    return StockMovement.objects.filter(available_after=0).count()


def assert_nothing_sold_twice_or_lost(variant: Variant) -> None:
    """What is left and what living orders have is what there was; each movement follows the one before."""
    living = OrderLine.objects.filter(variant_id=variant.pk).exclude(order__state=OrderState.CANCELLED)
    ordered = living.aggregate(pieces=Sum("quantity"))["pieces"] or 0
    variant.refresh_from_db()
    assert variant.available >= 0
    assert variant.available + ordered == EACH
    moved = list(variant.movements.order_by("pk").values_list("change", "available_after"))
    levels = [EACH, *(after for _change, after in moved)]
    assert min(levels) >= 0
    assert [after - before for before, after in pairwise(levels)] == [change for change, _after in moved]
    assert levels[-1] == variant.available


def assert_whole_or_nothing(customer: Customer) -> None:
    """An order with lines, payment and the end its customer chose; or the draft as it was, and no more."""
    order = Order.objects.filter(pk=customer.draft_id).select_related("payment").first()
    if order is None:
        assert Draft.objects.filter(pk=customer.draft_id).exists()
        assert not OrderLine.objects.filter(order_id=customer.draft_id).exists()
        return
    assert not Draft.objects.filter(pk=customer.draft_id).exists()
    moved = StockMovement.objects.filter(reference=order.code)
    taken = {line.variant_id: -line.quantity for line in order.lines.all()}
    assert taken
    assert dict(moved.filter(change__lt=0).values_list("variant_id", "change")) == taken
    given = dict(moved.filter(change__gt=0).values_list("variant_id", "change"))
    is_cancelled = order.state == OrderState.CANCELLED
    assert given == ({key: -change for key, change in taken.items()} if is_cancelled else {})
    assert (order.state, order.payment.state) in ENDS[customer.deed]


CANCELLED = (OrderState.CANCELLED, PaymentState.CANCELLED)
ENDS = {
    Deed.KEEP: {(OrderState.PLACED, PaymentState.WAITING)},
    Deed.CANCEL: {CANCELLED},
    Deed.LET_EXPIRE: {CANCELLED},
    # Whoever was first: the money, or the clock, and then the money goes back.
    Deed.PAY_AT_THE_LAST_MOMENT: {
        (OrderState.PAID, PaymentState.PAID),
        (OrderState.CANCELLED, PaymentState.REFUND_DUE),
    },
}
