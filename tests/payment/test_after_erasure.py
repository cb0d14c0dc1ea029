"""Money that comes in for somebody who was erased: it is seen, it goes back, and nobody is found by it."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.config import cli
from small_trades.shop.orders import subject_data, tasks
from small_trades.shop.orders.actions import erased_payments
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.models import ErasedPayment, Order
from small_trades.shop.orders.queries.erased import late_money
from small_trades.shop.orders.states import CancelReason, PaymentMethod
from tests.payment.buying import GOOD, Bank, Sale

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
PRICE = 2970


@pytest.fixture(autouse=True)
def _system() -> Iterator[None]:
    with privacy.acting_as(privacy.Actor.system("test")):
        yield


def erased(bank: Bank, method: PaymentMethod = PaymentMethod.CARD) -> tuple[Sale, str, str]:
    """An order that was given up and its person erased while the provider could not be told; its session."""
    sale = bank.sell(method)
    bank.page(sale)
    session, code = bank.session(sale), sale.order.code
    if method == PaymentMethod.KONBINI:
        bank.stripe.ask_for_number(session)
        bank.deliver()
    bank.stripe.is_down = True
    cancel(sale.id, reason=CancelReason.CUSTOMER)
    work()
    forget(sale)
    assert not Order.objects.filter(pk=sale.id).exists()
    bank.stripe.is_down = False
    DBTaskResult.objects.all().delete()
    return sale, session, code


def forget(sale: Sale) -> None:
    subject = sale.order.subject
    privacy.destroy(subject)
    subject_data.forget(subject)


def work() -> None:
    """Do what is due."""
    for result in DBTaskResult.objects.ready().order_by("enqueued_at"):
        result.delete()
        result.task.call(*result.args_kwargs["args"])


def the_row() -> dict[str, Any]:
    [found] = late_money()
    return {"code": found.order_code, "amount": found.amount, "state": str(found.state)}


def test_a_number_that_is_paid_after_all_goes_back(bank: Bank) -> None:
    _sale, session, code = erased(bank, PaymentMethod.KONBINI)
    assert late_money() == ()

    bank.stripe.pay_at_store(session)
    events = bank.stripe.taken()
    assert bank.post(events[-1]) == (200, "paid-after-erasure")
    assert bank.post(events[-1]) == (200, "repeated")
    assert the_row() == {"code": code, "amount": PRICE, "state": "due"}

    work()
    assert [one["amount"] for one in bank.stripe.refunds.values()] == [PRICE]
    assert bank.deliver()[0] == ("refund.created", "applied")
    assert the_row() == {"code": code, "amount": PRICE, "state": "done"}
    assert not Order.objects.exists()
    # The seal is of a subject made for it: whoever was erased is found by nothing.
    row = ErasedPayment.objects.get()
    assert row.subject is not None
    assert [held.label_en for held in subject_data.held(row.subject)] == [
        f"Money that came after the erasure of {code}"
    ]


def test_money_of_somebody_erased_whose_order_still_stands_goes_back(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    session = bank.session(sale)
    privacy.destroy(sale.order.subject)
    bank.stripe.pay(session, GOOD)

    assert bank.deliver()[-1] == ("checkout.session.completed", "paid-after-erasure")
    work()
    bank.deliver()

    assert the_row() == {"code": sale.order.code, "amount": PRICE, "state": "done"}
    assert sale.states == ("placed", "waiting")
    assert [one["amount"] for one in bank.stripe.refunds.values()] == [PRICE]


def test_a_3d_secure_that_fails_after_the_erasure_is_no_error(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    privacy.destroy(sale.order.subject)
    bank.stripe.pay(bank.session(sale), "4000000000003220", confirms=False)
    assert bank.deliver() == [("payment_intent.payment_failed", "ignored")]
    assert late_money() == ()


def test_the_command_names_it(bank: Bank, capsys: pytest.CaptureFixture[str]) -> None:
    _sale, session, code = erased(bank)
    bank.stripe.pay(session, GOOD)
    bank.deliver()

    assert cli.main(["payments", "reconcile"]) == 1
    assert f"{code}  erased     came in     2,970  refund due" in capsys.readouterr().out

    # The task was lost and no webhook comes: the hourly look asks once more, and the next one hears of it.
    DBTaskResult.objects.all().delete()
    tasks.reconcile_unsettled.call()
    work()
    bank.stripe.taken()
    assert len(bank.stripe.refunds) == 1
    assert cli.main(["payments", "reconcile"]) == 0
    assert f"{code}  erased     came in     2,970  refund done" in capsys.readouterr().out
    assert cli.main(["payments", "reconcile", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["after_erasure"] == [
        {"order_code": code, "amount": PRICE, "refund": "done"}
    ]


def test_what_the_provider_will_not_give_back_is_the_desks(
    bank: Bank, capsys: pytest.CaptureFixture[str]
) -> None:
    _sale, session, code = erased(bank)
    bank.stripe.pay(session, GOOD)
    bank.deliver()
    bank.stripe.refuses_refunds = True
    work()
    assert the_row() == {"code": code, "amount": PRICE, "state": "failed"}
    assert cli.main(["payments", "reconcile"]) == 1
    assert "refund failed" in capsys.readouterr().out

    erased_payments.confirm(ErasedPayment.objects.get().pk)
    assert the_row() == {"code": code, "amount": PRICE, "state": "done"}
    assert cli.main(["payments", "reconcile"]) == 0


def test_a_refund_that_the_bank_sends_back_is_the_desks(bank: Bank) -> None:
    _sale, session, code = erased(bank)
    bank.stripe.pay(session, GOOD)
    bank.deliver()
    work()
    bank.deliver()
    bank.stripe.send_refund_back(session)
    bank.deliver()
    assert the_row() == {"code": code, "amount": PRICE, "state": "failed"}


def test_what_nobody_pays_is_forgotten_after_a_month(bank: Bank) -> None:
    erased(bank)
    now = timezone.now()
    assert erased_payments.forget_old(now + timedelta(days=29)) == 0
    assert erased_payments.forget_old(now + timedelta(days=31)) == 1
    assert not ErasedPayment.objects.exists()


def test_an_order_that_nobody_was_led_to_pay_leaves_nothing(bank: Bank) -> None:
    sale = bank.sell()
    cancel(sale.id, reason=CancelReason.CUSTOMER)
    forget(sale)
    assert not Order.objects.exists()
    assert not ErasedPayment.objects.exists()
