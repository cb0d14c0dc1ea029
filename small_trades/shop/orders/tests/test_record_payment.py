"""What a provider tells: twice, late, out of order and wrongly."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.doors.payment.messages import EventKind, PaymentEvent
from small_trades.policy.declaration import ACCOUNT_DISPLAY
from small_trades.policy.groups import PaymentReference
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.record_payment import record_payment
from small_trades.shop.orders.models import Order, OrderEvent, Payment
from small_trades.shop.orders.models import PaymentEvent as Recorded
from small_trades.shop.orders.states import CancelReason, OrderState, PaymentState
from small_trades.shop.orders.tests.making import cup, line, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _provider(acting: Callable[[privacy.Actor], None]) -> None:
    acting(privacy.Actor.system("orders.webhook.sandbox"))


def told(order_id: UUID, kind: EventKind = EventKind.PAID, **changes: Any) -> PaymentEvent:
    payment = Order.objects.get(pk=order_id).payment
    event = PaymentEvent(
        provider="sandbox",
        event_id=f"evt_{uuid4().hex}",
        kind=kind,
        payment_id=str(payment.pk),
        amount=payment.amount,
        currency="JPY",
        reference=PaymentReference("sandbox", str(uuid4()), "Visa", "4242", "authenticated"),
    )
    return replace(event, **changes)


def states(order_id: UUID) -> tuple[str, str]:
    order = Order.objects.select_related("payment").get(pk=order_id)
    return order.state, order.payment.state


def queued() -> list[str]:
    return [task.task_path.rpartition(".")[2] for task in DBTaskResult.objects.order_by("enqueued_at")]


def happened(order_id: UUID) -> list[str]:
    return list(OrderEvent.objects.filter(order_id=order_id).values_list("kind", flat=True))


def test_paid() -> None:
    order_id = placed()
    event = told(order_id)

    assert record_payment(event) == "applied"

    assert states(order_id) == (OrderState.PAID, PaymentState.PAID)
    payment = Order.objects.get(pk=order_id).payment
    assert payment.paid_at is not None
    assert payment.reference is not None
    with privacy.acting_as(privacy.Actor.visitor()):
        assert privacy.use(payment.reference, purpose=ACCOUNT_DISPLAY) == event.reference
    assert queued() == ["send_confirmation"]


def test_told_twice_happens_once() -> None:
    order_id = placed()
    event = told(order_id)

    assert [record_payment(event) for _ in range(3)] == ["applied", "repeated", "repeated"]

    assert happened(order_id) == ["placed", "paid"]
    assert queued() == ["send_confirmation"]


def test_a_second_payment_is_put_before_the_desk_and_changes_nothing() -> None:
    order_id = placed()
    record_payment(told(order_id))

    assert record_payment(told(order_id)) == "paid-twice"

    assert states(order_id) == (OrderState.PAID, PaymentState.PAID)
    assert happened(order_id)[-1] == "paid-twice"
    assert queued() == ["send_confirmation"]


def test_a_decline_waits_before_it_is_mailed() -> None:
    order_id = placed()

    record_payment(told(order_id, EventKind.FAILED))

    assert states(order_id) == (OrderState.PLACED, PaymentState.FAILED)
    [task] = DBTaskResult.objects.all()
    assert task.task_path.endswith(".send_payment_failed")
    assert task.run_after > timezone.now()


def test_a_decline_that_arrives_after_the_payment_changes_nothing() -> None:
    order_id = placed()
    record_payment(told(order_id))

    assert record_payment(told(order_id, EventKind.FAILED)) == "ignored"

    assert states(order_id) == (OrderState.PAID, PaymentState.PAID)


def test_declined_and_then_paid() -> None:
    order_id = placed()
    record_payment(told(order_id, EventKind.FAILED))

    assert record_payment(told(order_id)) == "applied"

    assert states(order_id) == (OrderState.PAID, PaymentState.PAID)


def test_paid_after_the_order_was_given_up_is_refunded() -> None:
    variant = cup(available=1)
    order_id = placed(line(variant))
    cancel(order_id, reason=CancelReason.UNPAID)

    assert record_payment(told(order_id)) == "paid-too-late"

    assert states(order_id) == (OrderState.CANCELLED, PaymentState.REFUND_DUE)
    assert queued()[-1] == "refund_payment"
    variant.refresh_from_db()
    assert variant.available == 1

    [due] = Payment.objects.get(order_id=order_id).refunds.all()
    assert record_payment(told(order_id, EventKind.REFUNDED, refund_id=str(due.pk))) == "applied"
    assert states(order_id) == (OrderState.REFUNDED, PaymentState.REFUNDED)


def test_money_given_back_at_the_provider_is_in_the_books() -> None:
    order_id = placed()
    record_payment(told(order_id))
    pack(order_id)

    assert record_payment(told(order_id, EventKind.REFUNDED, amount=100)) == "applied"
    assert states(order_id) == (OrderState.PACKING, PaymentState.PARTLY_REFUNDED)
    assert happened(order_id)[-3:] == ["refund-due", "refunded-elsewhere", "partly-refunded"]

    assert record_payment(told(order_id, EventKind.REFUNDED)) == "wrong-amount"
    [given] = Payment.objects.get(order_id=order_id).refunds.all()
    assert (given.amount, given.reason, given.state) == (100, "provider", "done")


@pytest.mark.parametrize("changes", [{"amount": 1}, {"currency": "USD"}])
def test_another_amount_is_not_a_payment(changes: dict[str, Any]) -> None:
    order_id = placed()

    assert record_payment(told(order_id, **changes)) == "wrong-amount"

    assert states(order_id) == (OrderState.PLACED, PaymentState.WAITING)
    assert happened(order_id)[-1] == "wrong-amount"
    assert queued() == []


@pytest.mark.parametrize("payment_id", ["", "not an id", "1c9d463e-f103-4f1c-b0a0-ba0f99fba0f7"])
def test_a_payment_of_nobody(payment_id: str) -> None:
    event = told(placed(), payment_id=payment_id)

    assert record_payment(event) == "unknown"

    assert not Recorded.objects.exists()
