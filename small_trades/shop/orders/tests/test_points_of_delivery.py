"""Points that paid for delivery stay used while the delivery does, and go back as its money does."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from small_trades import privacy
from small_trades.shop.account.tests.making import mails
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.leave_out import leave_out
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.refund import refund
from small_trades.shop.orders.actions.ship import ship
from small_trades.shop.orders.actions.take_in import take_in
from small_trades.shop.orders.models import Order, Refund
from small_trades.shop.orders.states import CancelReason, OrderState, PaymentMethod, RefundReason
from small_trades.shop.orders.tests.making import cup, line, placed
from small_trades.shop.pricing.price import price
from small_trades.shop.pricing.shapes import Charge, Line, Points, Purchase
from small_trades.shop.promotions.actions import points
from small_trades.shop.promotions.queries.points import balance
from small_trades.shop.promotions.tests.making import assert_sound, give_points

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FEE = 770
GOODS_POINTS, FEE_POINTS = 183 + 46, 71
"""Of 300 points on 2,000 and 500 yen of goods and 770 of delivery, by largest remainder."""
GOODS_MONEY, FEE_MONEY = 2500 - GOODS_POINTS, FEE - FEE_POINTS


@pytest.fixture(autouse=True)
def _system() -> Iterator[None]:
    with privacy.acting_as(privacy.Actor.system("test")):
        yield
    mails()


def bought(used: int = 300) -> Order:
    """Two cups and a bowl with delivery, paid with so many points and the rest by transfer."""
    goods = (line(cup(available=9, price=1000), 2), line(cup(available=9, price=500)))
    asked = tuple(
        Line(key=at, unit_price=one.unit_price, quantity=one.quantity, rate=one.tax_rate)
        for at, one in enumerate(goods)
    )
    found = price(Purchase(lines=asked, shipping=Charge(amount=FEE), points=Points(used=used, held=used)))
    subject = privacy.new_subject()
    give_points(subject, used)
    lines = tuple(replace(one, points=found.line(at).points) for at, one in enumerate(goods))
    order_id = placed(*lines, subject=subject, quote=found.quote, payment_method=PaymentMethod.BANK_TRANSFER)
    order = Order.objects.get(pk=order_id)
    assert (order.points, balance(subject)) == (used, 0)
    return order


def sent(order: Order, pieces: dict[int, int] | None = None) -> Order:
    if order.state == OrderState.PLACED:
        confirm_transfer(order.pk)
    pack(order.pk)
    ship(order.pk, carrier="yamato", tracking_number="412356780000", pieces=pieces)
    return order


def back(order: Order) -> int:
    """The points that are the person's again; the account's entries agree with its balance."""
    return assert_sound(order.subject)


def test_all_goods_are_back_and_the_delivery_stays_paid() -> None:
    order = sent(bought())

    assert take_in(order.pk, {0: 2, 1: 1}, to_stock=True).refund == GOODS_MONEY

    assert back(order) == GOODS_POINTS
    assert Refund.objects.get().amount == GOODS_MONEY


def test_goods_that_were_never_sent_bring_no_points_of_the_delivery() -> None:
    order = sent(bought(), {1: 1})
    leave_out(order.pk, {0: 2}, to_stock=True)
    assert back(order) == 183
    take_in(order.pk, {1: 1}, to_stock=True)
    assert back(order) == GOODS_POINTS


def test_points_of_the_delivery_go_back_as_its_money_does() -> None:
    order = sent(bought())
    take_in(order.pk, {0: 2, 1: 1}, to_stock=True)

    refund(order.pk, amount=350, reason=RefundReason.GOODWILL)
    # 71 points for 699 yen: 35 for 350.
    assert back(order) == GOODS_POINTS + 35
    refund(order.pk, amount=FEE_MONEY - 350, reason=RefundReason.GOODWILL)

    assert back(order) == 300
    assert points.give_back(order.pk) == 0


def test_it_is_the_same_where_the_money_went_back_before_the_goods_came() -> None:
    order = sent(bought())
    refund(order.pk, amount=GOODS_MONEY + FEE_MONEY, reason=RefundReason.GOODWILL)
    assert back(order) == 0, "the goods are the customer's, with what they paid for them in points"

    take_in(order.pk, {0: 1, 1: 1}, to_stock=True)
    assert back(order) == 91 + 46
    take_in(order.pk, {0: 1}, to_stock=True)

    assert back(order) == 300


def test_what_went_back_beyond_the_goods_is_of_the_delivery() -> None:
    order = sent(bought())
    refund(order.pk, amount=300, reason=RefundReason.GOODWILL)
    take_in(order.pk, {0: 2, 1: 1}, to_stock=True)
    # Goods and 300 yen more have gone back, of 699 for delivery: 30 of its 71 points.
    assert back(order) == GOODS_POINTS + 30


def test_a_delivery_that_points_paid_alone_stays_paid() -> None:
    order = sent(bought(used=2500 + FEE))
    take_in(order.pk, {0: 2, 1: 1}, to_stock=True)
    assert back(order) == 2500
    assert not Refund.objects.exists()


def test_an_order_that_is_given_up_before_it_is_packed_has_all_of_them_back() -> None:
    order = bought()
    cancel(order.pk, reason=CancelReason.CUSTOMER)
    assert back(order) == 300
