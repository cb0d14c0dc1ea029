"""A form of the desk that moves goods or money is sent twice, by a double click or a page left open."""

import re

import pytest

from small_trades import privacy
from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.models import Order, Refund, ReturnedPieces, Shipment
from small_trades.shop.orders.states import OrderState, PaymentMethod
from small_trades.shop.orders.tests.making import cup, line, placed
from small_trades.shop.products.models import Variant

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def a_paid_order(state: OrderState) -> Order:
    """Three cups, paid by bank transfer."""
    order_id = placed(line(cup(price=1000), 3), payment_method=PaymentMethod.BANK_TRANSFER)
    with privacy.acting_as(privacy.Actor.system("test")):
        confirm_transfer(order_id)
    Order.objects.filter(pk=order_id).update(state=state)
    return Order.objects.get(pk=order_id)


@pytest.fixture
def desk() -> Browser:
    return desk_of(colleague("orders"))


def send_twice(desk: Browser, order: Order, screen: str, typed: dict[str, str], *, to: str = "") -> str:
    """Fill in the page as it is and send it twice; where the second answer leads."""
    page = desk.get(f"/en/desk/orders/{order.code}/{screen}/").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\d+)"', page))
    answers = [desk.post(f"/en/desk/orders/{order.code}/{screen}/{to}", hidden | typed) for _ in range(2)]
    assert answers[0].status_code == 302
    return str(answers[1].get("Location", ""))


def test_goods_that_came_back_once_are_paid_back_once(desk: Browser) -> None:
    order = a_paid_order(OrderState.DELIVERED)

    led_to = send_twice(desk, order, "returned", {"line-0": "1", "money_back": "on"})

    assert led_to == f"/en/desk/orders/{order.code}/"
    assert list(ReturnedPieces.objects.values_list("quantity", flat=True)) == [1]
    assert list(Refund.objects.values_list("amount", flat=True)) == [1000]


def test_goods_are_taken_off_once(desk: Browser) -> None:
    order = a_paid_order(OrderState.PACKING)

    led_to = send_twice(desk, order, "left-out", {"line-0": "1"})

    assert led_to == f"/en/desk/orders/{order.code}/"
    assert list(ReturnedPieces.objects.values_list("quantity", flat=True)) == [1]
    assert not Shipment.objects.exists()


def test_others_are_sent_once(desk: Browser) -> None:
    order = a_paid_order(OrderState.DELIVERED)
    variant = order.lines.get().variant_id
    Variant.objects.filter(pk=variant).update(available=5)

    led_to = send_twice(desk, order, "replace", {f"variant-{variant}": "1", "reason": "Broken"})

    assert led_to == f"/en/desk/orders/{order.code}/"
    assert Order.objects.filter(replaces=order).count() == 1


def test_a_part_of_the_money_goes_back_once(desk: Browser) -> None:
    order = a_paid_order(OrderState.DELIVERED)

    led_to = send_twice(desk, order, "refund", {"amount": "500", "reason": "goodwill"}, to="begin/")

    assert led_to == f"/en/desk/orders/{order.code}/"
    assert list(Refund.objects.values_list("amount", flat=True)) == [500]
