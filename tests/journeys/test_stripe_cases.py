"""Nine payments through Stripe, from the cart to the last document, each with everything that comes of it.

A member buys a cup (10 %) and two packets of tea (8 %) with a coupon, points and a delivery, through the
real pages; pays on the counterpart's page over HTTP; its signed webhooks come in. Looked at each
time: order, payment, what 3-D Secure said, stock, points, mails with their figures, invoice or its refusal.

    2,200 + 2 × 1,080 = 4,360; coupon −500 (252 and 248); delivery +770 (10 %); points −300; total 4,330
    points by share of 1,948, 1,912 and 770 of 4,630: 126, 124 and 50
    10 %: 1,948 + 770 − 126 − 50 = 2,542, tax 231;  8 %: 1,912 − 124 = 1,788, tax 132
    5 % of the 3,610 that the goods cost: 180 points, once the parcel has left
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from small_trades import privacy
from small_trades.config import cli
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.ship import ship
from tests.journeys.paying import Buyer, Facts, Mail
from tests.payment.buying import ASKS, DECLINED, GOOD, Bank

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

BOUGHT = ["2,200円", "2,160円", "4,360円", "−500円", "770円", "−300円", "4,330円"]
BY_RATE = ["2,542円", "231円", "1,788円", "132円"]
INVOICE = [(10, 2542, 231), (8, 1788, 132)]
CONFIRMED: Mail = ("ご注文を承りました(…)", [*BOUGHT, *BY_RATE])
FAILED: Mail = ("お支払いが完了していません(…)", ["4,330円"])
CANCELLED: Mail = ("ご注文を取り消しました(…)", [])
NOT_PAID = Facts(
    order="placed",
    payment="waiting",
    shown="お支払い待ち",
    card=("", "", ""),
    stock=(4, 6),
    movements={"order": -3},
    points=700,
    entries={"used": -300},
    coupon_uses=1,
    mails=[],
    invoice=None,
    returns=[],
)
PAID = replace(
    NOT_PAID,
    order="paid",
    payment="paid",
    shown="お支払い済み",
    card=("visa", "4242", "attempt_acknowledged"),
    mails=[CONFIRMED],
    invoice=INVOICE,
)
GIVEN_UP = replace(
    NOT_PAID,
    order="cancelled",
    payment="cancelled",
    shown="ご請求なし",
    stock=(5, 8),
    movements={"order": -3, "given-back": 3},
    points=1000,
    entries={"used": -300, "returned": 300},
    coupon_uses=0,
    mails=[CANCELLED],
)


@pytest.fixture
def buyer(bank: Bank) -> Buyer:
    return Buyer(bank)


def test_success(buyer: Buyer, bank: Bank) -> None:
    page = buyer.buy("card")
    assert page.startswith(f"{bank.stripe.address}/c/pay/cs_test_")
    assert buyer.facts() == NOT_PAID

    back = buyer.type_card(page, GOOD)
    assert buyer.come_back(back) == "お支払いを確認しています"
    assert buyer.facts() == NOT_PAID  # the way back proves nothing

    assert bank.deliver()[-1] == ("checkout.session.completed", "applied")
    assert buyer.come_back(back) == "ご注文ありがとうございます"
    assert buyer.facts() == PAID

    with privacy.acting_as(privacy.Actor.system("test")):
        pack(buyer.order.pk)
        ship(buyer.order.pk, carrier="yamato", tracking_number="123456789012")
    assert buyer.facts() == replace(
        PAID,
        order="shipped",
        points=880,
        entries={"used": -300, "earned": 180},
        mails=[CONFIRMED, ("商品を発送しました(…)", [])],
    )


def test_decline(buyer: Buyer, bank: Bank) -> None:
    page = buyer.buy("card")
    assert buyer.type_card(page, DECLINED) == page
    assert bank.deliver() == [("payment_intent.payment_failed", "applied")]
    declined = replace(NOT_PAID, payment="failed", shown="お支払い未完了")
    assert buyer.facts() == declined

    buyer.time_passes(timedelta(minutes=10))
    assert buyer.facts() == replace(declined, mails=[FAILED])

    # Another card on the same page: one charge, one confirmation.
    assert buyer.pay_again() == page
    buyer.type_card(page, GOOD)
    bank.deliver()
    assert len(bank.stripe.charges) == 1
    assert buyer.facts() == replace(PAID, mails=[FAILED, CONFIRMED])


def test_3d_secure_fail(buyer: Buyer, bank: Bank) -> None:
    page = buyer.buy("card")
    assert buyer.type_card(page, ASKS, do="refuse") == page
    assert bank.deliver() == [("payment_intent.payment_failed", "applied")]
    refused = replace(NOT_PAID, payment="failed", shown="お支払い未完了", card=("", "", "failed"))
    assert buyer.facts() == refused
    assert bank.stripe.charges == {}

    buyer.time_passes(timedelta(minutes=31))
    assert buyer.facts() == replace(GIVEN_UP, card=("", "", "failed"))
    assert bank.stripe.sessions[bank.stripe.session_of(str(buyer.order.payment.pk))]["status"] == "expired"
    assert bank.deliver() == [("checkout.session.expired", "ignored")]


def test_3d_secure_passed_after_it_failed(buyer: Buyer, bank: Bank) -> None:
    page = buyer.buy("card")
    buyer.type_card(page, ASKS, do="refuse")
    buyer.type_card(page, ASKS)
    bank.deliver()
    assert buyer.facts() == replace(PAID, card=("visa", "3220", "authenticated"))


def test_abandoned(buyer: Buyer, bank: Bank) -> None:
    buyer.buy("card")
    buyer.time_passes(timedelta(minutes=29))
    assert buyer.facts() == NOT_PAID

    buyer.time_passes(timedelta(minutes=2))
    assert buyer.facts() == GIVEN_UP
    assert bank.deliver() == [("checkout.session.expired", "ignored")]
    assert bank.stripe.charges == {}
    assert buyer.facts() == GIVEN_UP


def test_konbini_paid_two_days_later(buyer: Buyer, bank: Bank) -> None:
    back = buyer.ask_for_number(buyer.buy("konbini"))
    assert buyer.come_back(back) == "お支払いを確認しています"
    assert bank.deliver()[-1] == ("checkout.session.completed", "applied")
    assert buyer.come_back(back) == "ご注文ありがとうございます"
    awaited = replace(
        NOT_PAID,
        payment="awaited",
        shown="コンビニでのお支払い待ち",
        mails=[("コンビニエンスストアでのお支払いをお願いします(…)", ["4,330円"])],
    )
    assert buyer.facts() == awaited
    assert buyer.pay_again().startswith(f"{bank.stripe.address}/voucher/")

    buyer.time_passes(timedelta(days=2))
    assert buyer.facts() == awaited

    bank.stripe.pay_at_store(bank.stripe.session_of(str(buyer.order.payment.pk)))
    assert bank.deliver()[-1] == ("checkout.session.async_payment_succeeded", "applied")
    # No card, so nothing that 3-D Secure could say.
    assert buyer.facts() == replace(PAID, card=("konbini", "", ""), mails=[*awaited.mails, CONFIRMED])


def test_webhook_twice(buyer: Buyer, bank: Bank) -> None:
    buyer.type_card(buyer.buy("card"), GOOD)
    events = bank.stripe.taken()
    assert [bank.post(event) for event in events] == [(200, "ignored"), (200, "applied")]
    assert buyer.facts() == PAID

    assert [bank.post(event) for event in events] == [(200, "repeated"), (200, "repeated")]
    assert buyer.facts() == PAID


def test_webhook_before_redirect(buyer: Buyer, bank: Bank) -> None:
    page = buyer.buy("card")
    back = buyer.type_card(page, GOOD)
    bank.deliver()
    assert buyer.facts() == PAID

    assert buyer.come_back(back) == "ご注文ありがとうございます"
    assert "orders/" + buyer.order.code + "/pay/" not in buyer.order_page
    assert buyer.facts() == PAID


def test_webhook_never(buyer: Buyer, bank: Bank, capsys: pytest.CaptureFixture[str]) -> None:
    buyer.come_back(buyer.type_card(buyer.buy("card"), GOOD))
    bank.stripe.taken()
    assert buyer.facts() == NOT_PAID

    assert cli.main(["payments", "reconcile"]) == 0
    said = capsys.readouterr().out
    assert f"{buyer.order.code}  made good  paid     4,330 /     4,330" in said
    assert buyer.facts() == PAID

    assert cli.main(["payments", "reconcile"]) == 0
    assert buyer.facts() == PAID


def test_webhook_never_and_time_runs_out(buyer: Buyer, bank: Bank) -> None:
    buyer.type_card(buyer.buy("card"), GOOD)
    bank.stripe.taken()

    buyer.time_passes(timedelta(minutes=31))

    assert buyer.facts() == PAID


def test_refund_partial_twice(buyer: Buyer, bank: Bank) -> None:
    buyer.type_card(buyer.buy("card"), GOOD)
    bank.deliver()
    assert buyer.facts() == PAID
    desk, begin = desk_of(colleague("orders")), f"/desk/orders/{buyer.order.code}/refund/begin/"

    desk.post(begin, {"amount": "1000", "reason": "goods"})
    buyer.work()
    bank.deliver()
    # 2,542 and 1,788 of 4,330: 587.07 and 412.93 of 1,000.
    first = ("1,000円", [(10, 587, 53), (8, 413, 30)])
    once = replace(
        PAID,
        payment="partly-refunded",
        shown="一部返金済み",
        mails=[CONFIRMED, ("ご返金の手続きをいたしました(…)", ["4,330円", "1,000円"])],
        returns=[first],
    )
    assert buyer.facts() == once

    desk.post(begin, {"amount": "500", "reason": "goodwill"})
    buyer.work()
    bank.deliver()
    # Of 1,500 together 880.61 and 619.39, so 294 and 206 of these 500.
    second = ("500円", [(10, 294, 26), (8, 206, 15)])
    twice = replace(
        once,
        mails=[*once.mails, ("ご返金の手続きをいたしました(…)", ["4,330円", "1,500円"])],
        returns=[first, second],
    )
    assert buyer.facts() == twice

    page = desk.post(begin, {"amount": "2831", "reason": "goods"}).content.decode()
    assert "2,830" in page
    buyer.work()
    assert [refund["amount"] for refund in bank.stripe.refunds.values()] == [1000, 500]
    assert buyer.facts() == twice
