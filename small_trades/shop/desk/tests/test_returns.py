"""Goods that came back, at the desk."""

import pytest

from small_trades import privacy
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.models import Order, Refund, ReturnedPieces
from small_trades.shop.orders.states import OrderState, PaymentMethod
from small_trades.shop.orders.tests.making import placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def sent() -> Order:
    """One cup of 2,200 yen that has left."""
    order_id = placed(payment_method=PaymentMethod.BANK_TRANSFER)
    with privacy.acting_as(privacy.Actor.system("test")):
        confirm_transfer(order_id)
    Order.objects.filter(pk=order_id).update(state=OrderState.DELIVERED)
    return Order.objects.get(pk=order_id)


def test_they_are_taken_in_and_the_money_is_on_its_way() -> None:
    order, desk = sent(), desk_of(colleague("orders"))
    assert "/returned/" in desk.get(f"/desk/orders/{order.code}/").content.decode()

    typed = {"line-0": "1", "to_stock": "on", "money_back": "on"}
    answer = desk.post(f"/desk/orders/{order.code}/returned/", typed)

    assert answer["Location"] == f"/desk/orders/{order.code}/"
    order.refresh_from_db()
    assert (order.state, Refund.objects.get().amount) == (OrderState.RETURNED, 2200)
    page = desk.get(f"/en/desk/orders/{order.code}/returned/").content.decode()
    assert "Nothing of this order is on its way or with the customer." in page


@pytest.mark.parametrize("number", ["0", "", "2", "-1", "x"])
def test_a_number_that_does_not_fit_is_said_and_nothing_happens(number: str) -> None:
    order, desk = sent(), desk_of(colleague("orders"))

    page = desk.post(f"/desk/orders/{order.code}/returned/", {"line-0": number, "money_back": "on"})

    assert page.status_code == 200
    assert "error" in page.content.decode()
    assert not ReturnedPieces.objects.exists()
