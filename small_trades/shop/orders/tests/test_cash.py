"""Cash on delivery: packed before it is paid, paid when it is delivered."""

import pytest

from small_trades import privacy
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.deliver import deliver
from small_trades.shop.orders.actions.label import label_of
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.ship import ship
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.queries import count_cash_to_pack
from small_trades.shop.orders.rules import can_pack, refundable
from small_trades.shop.orders.states import CancelReason, OrderState, PaymentMethod, PaymentState
from small_trades.shop.orders.tests.making import placed
from small_trades.shop.orders.timeline import ahead_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def by_cash() -> Order:
    return Order.objects.get(pk=placed(payment_method=PaymentMethod.CASH))


def test_it_is_packed_at_once_and_paid_when_it_arrives() -> None:
    order = by_cash()
    assert (order.expires_at, can_pack(order), count_cash_to_pack()) == (None, True, 1)
    with privacy.acting_as(privacy.Actor.system("test")):
        pack(order.pk)
        ship(order.pk, carrier="yamato", tracking_number="123456789012")
        order.refresh_from_db()
        assert (order.state, order.payment.state) == (OrderState.SHIPPED, PaymentState.WAITING)
        assert refundable(order.payment) == 0
        deliver(order.pk)
    order = Order.objects.get(pk=order.pk)
    assert (order.state, order.payment.state) == (OrderState.DELIVERED, PaymentState.PAID)
    assert order.payment.paid_at is not None
    assert refundable(order.payment) == order.total
    assert [event.kind for event in order.events.all()][-2:] == ["delivered", "paid"]


def test_what_is_paid_otherwise_is_not_packed_unpaid() -> None:
    order = Order.objects.get(pk=placed(payment_method=PaymentMethod.BANK_TRANSFER))
    with privacy.acting_as(privacy.Actor.system("test")), pytest.raises(WrongStateError):
        pack(order.pk)
    order.refresh_from_db()
    assert (order.state, can_pack(order)) == (OrderState.PLACED, False)


def test_it_is_no_transfer_and_can_be_given_up_before_packing() -> None:
    order = by_cash()
    with privacy.acting_as(privacy.Actor.system("test")):
        with pytest.raises(WrongStateError):
            confirm_transfer(order.pk)
        cancel(order.pk, reason=CancelReason.CUSTOMER)
    order = Order.objects.get(pk=order.pk)
    assert (order.state, order.payment.state) == (OrderState.CANCELLED, PaymentState.CANCELLED)
    assert count_cash_to_pack() == 0


def test_the_carrier_is_told_how_much_to_collect_and_of_paid_parcels_nothing() -> None:
    order = by_cash()
    paid = Order.objects.get(pk=placed(payment_method=PaymentMethod.BANK_TRANSFER))
    assert label_of(order, None, "yamato", "1", is_printed=False).collect == order.total
    assert label_of(paid, None, "yamato", "1", is_printed=False).collect == 0


def test_the_customer_looks_forward_to_packing_not_to_a_payment() -> None:
    assert len(ahead_of(OrderState.PLACED)) == 4
    assert ahead_of(OrderState.PLACED, is_cash=True) == ahead_of(OrderState.PAID)
    assert ahead_of(OrderState.SHIPPED, is_cash=True) == ahead_of(OrderState.SHIPPED)
