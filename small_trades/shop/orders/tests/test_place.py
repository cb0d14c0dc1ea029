"""Placing an order: once, whole, and never more than there is."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connections
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.kernel.money import RateTotal, TaxRate
from small_trades.shop.orders.actions.place import NewOrder, place
from small_trades.shop.orders.models import Order, OrderLine, Payment
from small_trades.shop.orders.states import OrderState, PaymentMethod, PaymentState
from small_trades.shop.orders.tests.making import cup, guest, line, placed, wanted
from small_trades.shop.pricing.errors import CouponDoesNotApply, CouponReason
from small_trades.shop.products.actions.stock import OutOfStock
from small_trades.shop.products.models import StockMovement
from small_trades.shop.promotions.models import CouponUse
from small_trades.shop.promotions.tests.making import a_coupon

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _visitor(acting: Callable[[privacy.Actor], None]) -> None:
    acting(privacy.Actor.visitor())


def test_an_order_keeps_what_was_agreed() -> None:
    tea = cup(available=5, price=1080, rate=TaxRate.REDUCED)
    bowl = cup(available=2, price=2200)
    person = guest()

    order = Order.objects.get(pk=placed(line(bowl, 2), line(tea, 3), by=person))

    assert (order.state, order.payment.state) == (OrderState.PLACED, PaymentState.WAITING)
    assert (order.subtotal, order.shipping, order.total) == (7640, 770, 8410)
    assert order.quote.by_rate == (
        RateTotal(TaxRate.STANDARD, 5170, 470),
        RateTotal(TaxRate.REDUCED, 3240, 240),
    )
    assert [(each.sku, each.quantity, each.amount) for each in order.lines.all()] == [
        (bowl.sku, 2, 4400),
        (tea.sku, 3, 3240),
    ]
    assert len(order.code) == 14
    opened = privacy.use((order.name, order.email, order.ship_to), purpose=ACCOUNT_DISPLAY)
    assert opened == (person.name, person.email, person.ship_to)
    bowl.refresh_from_db()
    assert bowl.available == 0
    assert StockMovement.objects.filter(reference=order.code).count() == 2


def test_placing_opens_nothing(ledger_rows: LedgerRows) -> None:
    order = wanted(line(cup()))
    before = len(ledger_rows())

    place(order)

    assert [row.event for row in ledger_rows()[before:]] == []


def test_a_double_submit_is_one_order() -> None:
    variant = cup(available=3)
    order = wanted(line(variant))

    assert place(order) == place(order) == order.order_id

    variant.refresh_from_db()
    assert variant.available == 2
    assert Order.objects.count() == OrderLine.objects.count() == Payment.objects.count() == 1


def test_what_is_not_there_cannot_be_ordered() -> None:
    enough, short = cup(available=9), cup(available=1)

    with pytest.raises(OutOfStock) as caught:
        place(wanted(line(enough, 2), line(short, 2)))

    assert [(each.sku, each.available) for each in caught.value.shortages] == [(short.sku, 1)]
    enough.refresh_from_db()
    assert enough.available == 9
    assert not Order.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_failure_leaves_nothing_half_written() -> None:
    variant = cup(available=3)
    order = wanted(line(variant), payment_method=PaymentMethod.BANK_TRANSFER)

    with (
        patch("small_trades.shop.orders.actions.place.later", side_effect=ImportError),
        pytest.raises(ImportError),
    ):
        place(order)

    variant.refresh_from_db()
    assert variant.available == 3
    assert not Order.objects.exists()
    assert not Payment.objects.exists()
    assert not StockMovement.objects.exists()


def test_a_transfer_is_confirmed_by_mail_at_once_and_a_card_when_it_is_charged() -> None:
    placed(payment_method=PaymentMethod.BANK_TRANSFER)
    assert [task.task_path for task in DBTaskResult.objects.all()] == [
        "small_trades.shop.orders.tasks.send_confirmation"
    ]
    placed(payment_method=PaymentMethod.CARD)
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_forty_buyers_of_three_cups_make_three_orders() -> None:
    variant = cup(available=3)
    wishes = [wanted(line(variant)) for _ in range(40)]

    outcomes = _at_once(place_or_miss, wishes)

    assert sorted(outcomes) == ["missed"] * 37 + ["placed"] * 3
    variant.refresh_from_db()
    assert variant.available == 0
    assert Order.objects.count() == Payment.objects.count() == 3


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_ten_submits_of_one_draft_make_one_order() -> None:
    variant = cup(available=5)
    order = wanted(line(variant))

    outcomes = _at_once(place_or_miss, [replace(order) for _ in range(10)])

    assert outcomes == ["placed"] * 10
    variant.refresh_from_db()
    assert variant.available == 4
    assert Order.objects.count() == 1


def place_or_miss(order: NewOrder) -> str:
    try:
        with privacy.acting_as(privacy.Actor.visitor()):
            place(order)
    except OutOfStock:
        return "missed"
    finally:
        connections.close_all()
    return "placed"


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_a_guest_at_two_checkouts_at_once_uses_a_coupon_once() -> None:
    coupon, somebody, goods = a_coupon(most_each=1), guest(), cup(available=9)
    orders = [
        wanted(line(goods), by=somebody, coupon_id=coupon.pk, coupon_code=coupon.code) for _ in range(6)
    ]

    def place_or_be_refused(order: NewOrder) -> str:
        try:
            return place_or_miss(order)
        except CouponDoesNotApply as refused:
            return refused.reason

    outcomes = _at_once(place_or_be_refused, orders)
    assert sorted(outcomes) == ["placed", *[CouponReason.USED_BY_YOU] * 5]
    goods.refresh_from_db()
    assert (goods.available, Order.objects.count(), CouponUse.objects.count()) == (8, 1, 1)


def _at_once(work: Callable[[Any], str], things: list[Any]) -> list[str]:
    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(work, things))
