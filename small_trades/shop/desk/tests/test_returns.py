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


@pytest.mark.parametrize(
    ("screen", "typed"),
    [
        ("returned", {"line-0": "1", "money_back": "on"}),
        ("left-out", {"line-0": "1"}),
        ("replace", {"reason": "Broken"}),
    ],
)
def test_goods_and_money_move_only_for_somebody_who_shows_that_they_are_there(
    screen: str, typed: dict[str, str]
) -> None:
    order, desk = sent(), desk_of(colleague("orders"), seconds_ago=15 * 60)
    here = f"/en/desk/orders/{order.code}/{screen}/"
    typed = typed | {f"variant-{order.lines.get().variant_id}": "1"}

    for answer in (desk.get(here), desk.post(here, typed)):
        assert "Is it still you?" in answer.content.decode()

    assert (Order.objects.count(), Refund.objects.exists(), ReturnedPieces.objects.exists()) == (
        1,
        False,
        False,
    )
