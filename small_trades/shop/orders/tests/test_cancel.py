"""Orders given up: by whom, until when, and what goes back."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.shop.kernel.do_each import LeftStandingError
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders import tasks
from small_trades.shop.orders.actions.cancel import cancel, expire, expire_due
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.refund import confirm_refund
from small_trades.shop.orders.models import Order, Payment
from small_trades.shop.orders.states import CancelReason, OrderState, PaymentMethod, PaymentState
from small_trades.shop.orders.tests.making import cup, line, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TRANSFER = PaymentMethod.BANK_TRANSFER


@pytest.fixture(autouse=True)
def _system(acting: Callable[[privacy.Actor], None]) -> None:
    acting(privacy.Actor.system("test"))


def over(order_id: UUID) -> None:
    Order.objects.filter(pk=order_id).update(expires_at=timezone.now() - dt.timedelta(seconds=1))


def queued() -> set[str]:
    return {task.task_path.rpartition(".")[2] for task in DBTaskResult.objects.all()}


def test_cancelling_gives_the_stock_back_once() -> None:
    variant = cup(available=3)
    order_id = placed(line(variant, 2))

    cancel(order_id, reason=CancelReason.CUSTOMER)
    with pytest.raises(WrongStateError):
        cancel(order_id, reason=CancelReason.CUSTOMER)

    variant.refresh_from_db()
    assert variant.available == 3
    order = Order.objects.get(pk=order_id)
    assert (order.state, order.cancel_reason, order.payment.state) == (
        OrderState.CANCELLED,
        CancelReason.CUSTOMER,
        PaymentState.CANCELLED,
    )
    assert queued() == {"send_cancelled", "withdraw_payment"}


def test_what_is_being_packed_cannot_be_cancelled() -> None:
    variant = cup(available=3)
    order_id = placed(line(variant), payment_method=TRANSFER)
    confirm_transfer(order_id)
    pack(order_id)

    with pytest.raises(WrongStateError):
        cancel(order_id, reason=CancelReason.CUSTOMER)

    variant.refresh_from_db()
    assert variant.available == 2
    assert Order.objects.get(pk=order_id).state == OrderState.PACKING


def test_a_transfer_that_arrived_is_sent_back_by_the_desk() -> None:
    order_id = placed(payment_method=TRANSFER)
    confirm_transfer(order_id)

    cancel(order_id, reason=CancelReason.STAFF)
    assert Order.objects.get(pk=order_id).payment.state == PaymentState.REFUND_DUE

    [due] = Order.objects.get(pk=order_id).payment.refunds.all()
    confirm_refund(order_id, due.pk)
    order = Order.objects.get(pk=order_id)
    assert (order.state, order.payment.state) == (OrderState.REFUNDED, PaymentState.REFUNDED)


def test_a_card_payment_is_not_confirmed_by_hand() -> None:
    order_id = placed(payment_method=PaymentMethod.CARD)

    with pytest.raises(WrongStateError):
        confirm_transfer(order_id)

    assert Order.objects.get(pk=order_id).state == OrderState.PLACED


@pytest.mark.parametrize(("method", "days"), [(PaymentMethod.CARD, 0), (TRANSFER, 7)])
def test_time_to_pay(method: PaymentMethod, days: int) -> None:
    order = Order.objects.get(pk=placed(payment_method=method))

    assert order.expires_at is not None
    wait = order.expires_at - order.placed_at
    assert wait == (dt.timedelta(days=days) if days else dt.timedelta(minutes=30))


def test_unpaid_orders_expire_and_others_do_not() -> None:
    variant = cup(available=9)
    unpaid, paid, in_time = (placed(line(variant), payment_method=TRANSFER) for _ in range(3))
    confirm_transfer(paid)
    over(unpaid)
    over(paid)

    assert expire_due(timezone.now()) == 1
    assert expire_due(timezone.now()) == 0

    assert [Order.objects.get(pk=order_id).state for order_id in (unpaid, paid, in_time)] == [
        OrderState.CANCELLED,
        OrderState.PAID,
        OrderState.PLACED,
    ]
    assert Order.objects.get(pk=unpaid).cancel_reason == CancelReason.UNPAID
    variant.refresh_from_db()
    assert variant.available == 7


def test_an_order_that_cannot_be_cancelled_does_not_keep_the_others_from_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    variant = cup(available=9)
    broken, *others = (placed(line(variant), payment_method=TRANSFER) for _ in range(3))
    for minutes, order_id in enumerate((others[0], broken, others[1])):
        at = timezone.now() - dt.timedelta(minutes=9 - minutes)
        Order.objects.filter(pk=order_id).update(expires_at=at)
    Payment.objects.filter(order_id=broken).delete()

    with pytest.raises(LeftStandingError) as left:
        tasks.expire_unpaid.call()

    assert (left.value.done, left.value.left) == (2, 1)
    assert [Order.objects.get(pk=order_id).state for order_id in (broken, *others)] == [
        OrderState.PLACED,
        OrderState.CANCELLED,
        OrderState.CANCELLED,
    ]
    variant.refresh_from_db()
    assert variant.available == 8, "what the broken one reserved is with it still"
    [entry] = caplog.records
    assert entry.getMessage() == "an order could not be cancelled; the next run tries again"
    assert entry.levelname == "ERROR"
    assert entry.exc_info is not None
    assert entry.exc_info[0] is Payment.DoesNotExist
    code = Order.objects.get(pk=broken).code
    assert code not in caplog.text

    with pytest.raises(LeftStandingError) as again:
        expire_due(timezone.now())
    assert (again.value.done, again.value.left) == (0, 1)


def test_an_order_in_time_does_not_expire() -> None:
    order_id = placed()

    assert expire(order_id) is False

    assert Order.objects.get(pk=order_id).state == OrderState.PLACED
