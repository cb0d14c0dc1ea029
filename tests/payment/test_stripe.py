"""Stripe, against a counterpart with state: cards, konbini, webhooks of every kind, refunds."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.shop.orders.actions.cancel import cancel, expire_due
from small_trades.shop.orders.actions.reconcile import Balance, reconcile
from small_trades.shop.orders.actions.refund import (
    ASKED_AGAIN_AFTER,
    TooMuchError,
    confirm_refund,
    refund,
)
from small_trades.shop.orders.actions.start_payment import NotPayableError
from small_trades.shop.orders.models import Order, PaymentEvent, Refund
from small_trades.shop.orders.states import CancelReason, PaymentMethod, RefundReason
from small_trades.shop.orders.tasks import reconcile_unsettled
from tests.payment.buying import ASKS, DECLINED, GOOD, Bank, queued, work
from tests.stripe_service import Event, Service

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
PRICE = 2970  # a cup and its delivery
MONEY_BACK = {"reason": RefundReason.GOODS}


@pytest.fixture(autouse=True)
def _system() -> Iterator[None]:
    with privacy.acting_as(privacy.Actor.system("test")):
        yield


def test_a_card_pays_and_the_books_know_which_and_how_it_was_checked(bank: Bank) -> None:
    sale = bank.sell()
    page = bank.page(sale)
    assert page.url.startswith(f"{bank.stripe.address}/c/pay/cs_test_")

    bank.stripe.pay(bank.session(sale), GOOD)
    assert sale.states == ("placed", "waiting")
    assert bank.deliver() == [
        ("payment_intent.succeeded", "ignored"),
        ("checkout.session.completed", "applied"),
    ]

    assert sale.states == ("paid", "paid")
    assert sale.left == 2
    assert queued()[-2:] == ["send_confirmation", "reconcile_payment"]
    work("reconcile_payment", sale)
    known = sale.reference()
    assert known is not None
    assert (known.provider, known.brand, known.last4, known.three_d_secure) == (
        "stripe", "visa", "4242", "attempt_acknowledged",
    )  # fmt: skip


def test_what_stripe_is_told(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)

    [(method, path, given)] = bank.stripe.requests
    payment = str(sale.order.payment.pk)
    assert (method, path) == ("POST", "/v1/checkout/sessions")
    assert given["client_reference_id"] == payment
    assert given["metadata"] == {"payment_id": payment, "order_code": sale.order.code}
    assert given["payment_method_options"] == {"card": {"request_three_d_secure": "any"}}
    assert given["line_items"] == [
        {
            "quantity": "1",
            "price_data": {
                "currency": "jpy",
                "unit_amount": str(PRICE),
                "product_data": {"name": sale.order.code},
            },
        }
    ]
    assert "@" in given["customer_email"]
    # A payment of its own, and nobody's account at Stripe.
    assert given["customer_creation"] == "if_required"
    # No name, no address, no telephone, no goods.
    assert set(given) == {
        "mode", "client_reference_id", "metadata", "payment_intent_data", "payment_method_types",
        "payment_method_options", "line_items", "customer_creation", "customer_email", "locale",
        "success_url", "cancel_url", "expires_at",
    }  # fmt: skip


def test_a_declined_card_may_be_followed_by_another_on_the_same_page(bank: Bank) -> None:
    sale = bank.sell()
    first = bank.page(sale)
    bank.stripe.pay(bank.session(sale), DECLINED)

    assert bank.deliver() == [("payment_intent.payment_failed", "applied")]
    assert sale.states == ("placed", "failed")
    assert sale.told == ["placed", "payment-failed"]

    again = bank.page(sale)
    assert (again.url, again.is_new) == (first.url, False)
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.deliver()
    assert sale.states == ("paid", "paid")
    assert sale.left == 2


def test_who_fails_3d_secure_has_not_paid(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), ASKS, confirms=False)
    bank.deliver()
    assert sale.states == ("placed", "failed")
    assert "send_confirmation" not in queued()

    bank.stripe.pay(bank.session(sale), ASKS)
    bank.deliver()
    work("reconcile_payment", sale)
    known = sale.reference()
    assert known is not None
    assert (sale.states, known.last4, known.three_d_secure) == (("paid", "paid"), "3220", "authenticated")


def test_an_abandoned_page_ends_the_order_and_gives_the_goods_back(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    Order.objects.filter(pk=sale.id).update(expires_at=timezone.now() - timedelta(seconds=1))

    assert expire_due(timezone.now()) == 1
    assert sale.states == ("cancelled", "cancelled")
    assert sale.left == 3
    work("withdraw_payment", sale)
    assert bank.stripe.sessions[bank.session(sale)]["status"] == "expired"
    assert bank.deliver() == [("checkout.session.expired", "ignored")]


def test_a_page_that_closed_is_opened_anew(bank: Bank) -> None:
    sale = bank.sell()
    first = bank.page(sale)
    bank.stripe.end(bank.session(sale))

    second = bank.page(sale)

    assert second.is_new
    assert second.url != first.url
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.deliver()
    assert sale.states == ("paid", "paid")


def test_an_answer_that_was_lost_opens_no_second_page(bank: Bank) -> None:
    sale = bank.sell()
    first = bank.page(sale)
    # As if the process had died before it could keep what Stripe answered.
    payment = sale.order.payment
    type(payment).objects.filter(pk=payment.pk).update(reference=None)

    again = bank.page(sale)

    assert again.url == first.url
    assert len(bank.stripe.sessions) == 1


def test_konbini_paid_two_days_later(bank: Bank) -> None:
    sale = bank.sell(PaymentMethod.KONBINI)
    bank.page(sale)
    bank.stripe.ask_for_number(bank.session(sale))
    assert bank.deliver()[-1] == ("checkout.session.completed", "applied")
    assert sale.states == ("placed", "awaited")
    assert queued()[-1] == "send_awaited"

    # Whoever comes back is led to the number, not to a second page.
    assert bank.page(sale).url == f"{bank.stripe.address}/voucher/{next(iter(bank.stripe.intents))}"

    bank.stripe.wait(2 * 24 * 3600)
    bank.stripe.pay_at_store(bank.session(sale))
    assert bank.deliver()[-1] == ("checkout.session.async_payment_succeeded", "applied")
    assert sale.states == ("paid", "paid")
    assert sale.left == 2
    work("reconcile_payment", sale)
    known = sale.reference()
    assert known is not None
    assert (known.brand, known.last4) == ("konbini", "")


def test_a_number_nobody_paid_ends(bank: Bank) -> None:
    sale = bank.sell(PaymentMethod.KONBINI)
    bank.page(sale)
    bank.stripe.ask_for_number(bank.session(sale))
    bank.deliver()
    bank.stripe.end(bank.session(sale))

    assert bank.deliver() == [
        ("payment_intent.payment_failed", "applied"),
        ("checkout.session.async_payment_failed", "applied"),
    ]
    assert sale.states == ("placed", "failed")

    # There is still time for another number.
    assert bank.page(sale).is_new


def test_an_order_given_up_takes_its_number_along(bank: Bank) -> None:
    sale = bank.sell(PaymentMethod.KONBINI)
    bank.page(sale)
    bank.stripe.ask_for_number(bank.session(sale))
    bank.deliver()

    cancel(sale.id, reason=CancelReason.CUSTOMER)
    work("withdraw_payment", sale)

    [intent] = bank.stripe.intents.values()
    assert intent["status"] == "canceled"
    assert sale.left == 3


def test_a_webhook_twice_counts_once(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    [_, event] = bank.stripe.taken()

    assert bank.post(event) == (200, "applied")
    assert bank.post(event) == (200, "repeated")

    assert sale.told == ["placed", "paid"]
    assert queued().count("send_confirmation") == 1
    assert sale.left == 2


Forge = Callable[[Service, bytes], dict[str, str]]
FORGED: dict[str, Forge] = {
    "unsigned": lambda _stripe, _body: {},
    "another secret": lambda stripe, body: stripe.signature(body, secret="whsec_of_somebody_else"),
    "another body": lambda stripe, body: stripe.signature(body + b" "),
    "too old": lambda stripe, body: stripe.signature(body, at=int(time.time()) - 301),
    "wrong": lambda _stripe, _body: {"Stripe-Signature": "t=1,v1=00"},
    "nonsense": lambda _stripe, _body: {"Stripe-Signature": "nonsense"},
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_a_forged_webhook_changes_nothing(bank: Bank, forge: Forge) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    [_, event] = bank.stripe.taken()

    assert bank.post(event, forge(bank.stripe, event.body))[0] == 400

    assert sale.states == ("placed", "waiting")
    assert not PaymentEvent.objects.exists()
    assert queued() == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", b'{"id": "evt", "type": "x"}'])
def test_signed_nonsense_is_refused(bank: Bank, body: bytes) -> None:
    assert bank.post(Event("x", body))[0] == 400
    assert not PaymentEvent.objects.exists()


def test_the_webhook_before_the_redirect(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.deliver()

    # The customer comes back to an order that is paid: nothing is left to pay for.
    with pytest.raises(NotPayableError):
        bank.page(sale)
    assert len(bank.stripe.sessions) == 1


def test_the_redirect_before_the_webhook_offers_no_second_payment(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)

    assert bank.page(sale).is_complete
    assert len(bank.stripe.sessions) == 1


def test_the_webhook_that_never_comes_is_asked_for(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.stripe.taken()

    looked = reconcile(sale.id, dry_run=True)
    assert looked is not None
    assert (looked.now, looked.theirs, looked.agrees) == (Balance(0, 0), Balance(PRICE, 0), False)
    assert sale.states == ("placed", "waiting")

    done = reconcile(sale.id)
    assert done is not None
    assert (done.now, done.agrees, done.has_changed) == (Balance(PRICE, 0), True, True)
    assert sale.states == ("paid", "paid")
    assert sale.left == 2

    again = reconcile(sale.id)
    assert again is not None
    assert (again.agrees, again.has_changed, sale.told) == (True, False, ["placed", "paid"])


def test_an_order_is_not_given_up_while_its_money_is_at_the_provider(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.stripe.taken()
    Order.objects.filter(pk=sale.id).update(expires_at=timezone.now() - timedelta(seconds=1))

    assert expire_due(timezone.now()) == 0
    assert sale.states == ("paid", "paid")


def test_the_webhook_after_a_reconciliation_changes_nothing(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    reconcile(sale.id)

    assert bank.deliver()[-1] == ("checkout.session.completed", "repeated")
    assert sale.told == ["placed", "paid"]


def test_two_refunds_in_part(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.deliver()

    refund(sale.id, amount=1000, **MONEY_BACK)
    work("refund_payment", sale)
    bank.deliver()
    assert (sale.states, sale.refunds) == (("paid", "partly-refunded"), [(1000, "goods", "done")])

    with pytest.raises(TooMuchError) as refused:
        refund(sale.id, amount=1971, **MONEY_BACK)
    assert refused.value.left == 1970
    assert len(bank.stripe.refunds) == 1

    refund(sale.id, amount=1970, **MONEY_BACK)
    work("refund_payment", sale)
    work("refund_payment", sale)
    bank.deliver()
    assert (sale.states, [amount for amount, *_ in sale.refunds]) == (("paid", "refunded"), [1000, 1970])
    assert [one["amount"] for one in bank.stripe.refunds.values()] == [1000, 1970]
    assert queued().count("send_refund_made") == 2
    assert sale.left == 2


def test_a_refund_that_is_under_way_for_days_is_asked_for_once(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.deliver()
    bank.stripe.refunds_wait = True
    refund(sale.id, amount=1000, **MONEY_BACK)
    work("refund_payment", sale)

    bank.stripe.wait(int(timedelta(days=2).total_seconds()))
    refund(sale.id, amount=500, **MONEY_BACK)
    work("refund_payment", sale)
    bank.deliver()

    assert [one["amount"] for one in bank.stripe.refunds.values()] == [1000, 500]
    assert sale.refunds == [(1000, "goods", "due"), (500, "goods", "due")]


def test_a_refund_whose_task_was_lost_is_asked_for_again(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.deliver()
    refund(sale.id, amount=1000, **MONEY_BACK)
    DBTaskResult.objects.all().delete()

    reconcile_unsettled.call()
    assert queued().count("refund_payment") == 0
    Refund.objects.update(begun_at=timezone.now() - ASKED_AGAIN_AFTER)
    reconcile_unsettled.call()
    assert queued().count("refund_payment") == 1
    work("refund_payment", sale)
    bank.deliver()
    assert sale.refunds == [(1000, "goods", "done")]
    reconcile_unsettled.call()
    assert queued().count("refund_payment") == 1


def test_a_paid_order_given_up_gives_all_back(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.deliver()
    refund(sale.id, amount=500, **MONEY_BACK)

    cancel(sale.id, reason=CancelReason.STAFF)
    work("refund_payment", sale)
    bank.deliver()

    assert sale.states == ("refunded", "refunded")
    assert [amount for amount, *_ in sale.refunds] == [500, PRICE - 500]
    assert sale.left == 3


def test_money_that_comes_too_late_goes_back(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    session = bank.session(sale)
    cancel(sale.id, reason=CancelReason.CUSTOMER)
    bank.stripe.pay(session, GOOD)

    assert bank.deliver()[-1] == ("checkout.session.completed", "paid-too-late")
    work("refund_payment", sale)
    bank.deliver()

    assert sale.states == ("refunded", "refunded")
    assert sale.refunds == [(PRICE, "late", "done")]
    assert sale.left == 3


def test_money_given_back_at_stripe_itself_is_in_the_books(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.deliver()
    bank.stripe.refund_at_the_dashboard(bank.session(sale), 300)
    bank.stripe.taken()

    done = reconcile(sale.id)

    assert done is not None
    assert (done.now, done.agrees) == (Balance(PRICE, 300), True)
    assert sale.refunds == [(300, "provider", "done")]


def test_what_the_provider_will_not_give_back_is_the_desks(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.deliver()
    bank.stripe.refuses_refunds = True

    number = refund(sale.id, amount=1000, **MONEY_BACK)
    work("refund_payment", sale)
    assert (sale.states, sale.refunds) == (("paid", "refund-due"), [(1000, "goods", "failed")])
    assert sale.told[-1] == "refund-failed"

    confirm_refund(sale.id, number)
    assert (sale.states, sale.refunds) == (("paid", "partly-refunded"), [(1000, "goods", "done")])


def test_a_refund_that_the_bank_sends_back_is_the_desks(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.deliver()
    number = refund(sale.id, amount=1000, **MONEY_BACK)
    work("refund_payment", sale)
    made = bank.stripe.taken()
    assert bank.post(made[0]) == (200, "applied")
    assert sale.refunds == [(1000, "goods", "done")]

    bank.stripe.send_refund_back(bank.session(sale))
    assert bank.deliver() == [("refund.updated", "failed-after-all"), ("refund.failed", "repeated")]
    assert (sale.states, sale.refunds) == (("paid", "refund-due"), [(1000, "goods", "failed")])
    assert sale.told[-1] == "refund-came-back"
    # That it was made is told once more, late: it stays the desk's.
    assert bank.post(made[0]) == (200, "repeated")
    looked = reconcile(sale.id)
    assert looked is not None
    assert (looked.now, looked.agrees) == (Balance(PRICE, 0), True)
    with pytest.raises(TooMuchError) as refused:
        refund(sale.id, amount=PRICE, **MONEY_BACK)
    assert refused.value.left == PRICE - 1000

    confirm_refund(sale.id, number)
    assert (sale.states, sale.refunds) == (("paid", "partly-refunded"), [(1000, "goods", "done")])
    looked = reconcile(sale.id)
    assert looked is not None
    assert (looked.now, looked.agrees, sale.refunds) == (Balance(PRICE, 0), True, [(1000, "goods", "done")])


def test_an_order_whose_whole_refund_comes_back_is_not_refunded_any_more(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.deliver()
    cancel(sale.id, reason=CancelReason.STAFF)
    work("refund_payment", sale)
    bank.deliver()
    assert sale.states == ("refunded", "refunded")

    bank.stripe.send_refund_back(bank.session(sale))
    bank.deliver()
    assert sale.states == ("cancelled", "refund-due")
    assert sale.refunds == [(PRICE, "cancelled", "failed")]
    assert sale.left == 3

    confirm_refund(sale.id, Refund.objects.get().pk)
    assert sale.states == ("refunded", "refunded")


def test_a_refund_told_to_have_failed_before_it_was_told_made(bank: Bank) -> None:
    sale = bank.sell()
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.deliver()
    refund(sale.id, amount=1000, **MONEY_BACK)
    work("refund_payment", sale)
    bank.stripe.send_refund_back(bank.session(sale))
    made, _charge, _updated, failed = bank.stripe.taken()

    assert [bank.post(event)[1] for event in (failed, made)] == ["applied", "ignored"]
    assert sale.refunds == [(1000, "goods", "failed")]


def test_a_provider_that_is_away_loses_nothing(bank: Bank) -> None:
    sale = bank.sell()
    bank.stripe.is_down = True
    with pytest.raises(privacy.DoorError) as refused:
        bank.page(sale)
    assert not refused.value.permanent
    assert sale.states == ("placed", "waiting")
    assert sale.reference() is None

    bank.stripe.is_down = False
    bank.page(sale)
    bank.stripe.pay(bank.session(sale), GOOD)
    bank.deliver()
    bank.stripe.is_down = True
    refund(sale.id, amount=1000, **MONEY_BACK)
    work("refund_payment", sale)  # it is queued again by itself
    assert sale.refunds == [(1000, "goods", "due")]
    assert queued().count("refund_payment") == 2


def test_a_wrong_key_says_so_and_shows_nothing(bank: Bank, caplog: pytest.LogCaptureFixture) -> None:
    sale = bank.sell()
    bank.stripe.secret_key = "sk_test_changed"

    with pytest.raises(privacy.DoorError) as refused:
        bank.page(sale)

    assert refused.value.permanent
    assert "AuthenticationError" in str(refused.value)
    assert "sk_test" not in str(refused.value) + caplog.text
