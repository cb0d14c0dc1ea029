"""Clause 3d: to bill by product, quantity, amount and means of payment, exact to the yen."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from small_trades import privacy
from small_trades.policy.declaration import ADDRESS, BILLING, PAYMENT_PROVIDER, SHIPPING
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import mails
from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.orders.actions.start_payment import start_payment
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import Guest, cup, guest, line, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

# Two cups of 1,234 and one of 999 at 10 %, three boxes of sweets of 1,001 at 8 %, delivery 770 at 10 %.
AT_TEN = 2 * 1234 + 999 + 770
AT_EIGHT = 3 * 1001
TOTAL = 7240
TAX_AT_TEN = 385  # 4237 × 10 ÷ 110 = 385.18…
TAX_AT_EIGHT = 222  # 3003 × 8 ÷ 108 = 222.44…; rounded per line it would be 74 × 3 = 222, per box 74


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def buyer() -> Guest:
    return guest()


def ordered(buyer: Guest, method: PaymentMethod = PaymentMethod.BANK_TRANSFER) -> Order:
    lines = (
        line(cup(price=1234), 2),
        line(cup(price=999)),
        line(cup(price=1001, rate=TaxRate.REDUCED), 3),
    )
    return Order.objects.get(pk=placed(*lines, by=buyer, payment_method=method))


def test_the_figures_by_rate(buyer: Guest) -> None:
    quote = ordered(buyer).quote
    assert (quote.subtotal, quote.shipping, quote.discount, quote.total) == (6470, 770, 0, TOTAL)
    assert [(int(part.rate), part.amount, part.tax) for part in quote.by_rate] == [
        (10, AT_TEN, TAX_AT_TEN),
        (8, AT_EIGHT, TAX_AT_EIGHT),
    ]
    assert AT_TEN + AT_EIGHT == TOTAL


def test_tax_is_rounded_once_for_each_rate_and_not_for_each_line(buyer: Guest) -> None:
    lines = [line(cup(price=109)) for _cup in range(3)]
    order = Order.objects.get(pk=placed(*lines, by=buyer))
    (part,) = order.quote.by_rate
    assert (part.amount, part.tax) == (3 * 109 + 770, 99)
    assert sum(109 * 10 // 110 for _cup in range(3)) + 770 * 10 // 110 == 97, "what rounding each would give"


def test_page_and_mail_show_the_same_figures(buyer: Guest) -> None:
    order = ordered(buyer)
    browser = Client(headers={"host": "localhost"})
    browser.post(reverse("orders:find"), {"code": order.code, "email": buyer.email.address}, secure=True)
    page = browser.get(reverse("orders:order", args=[order.code]), secure=True).content.decode()
    (mail,) = mails()
    assert mail.to == buyer.email.address
    for figure in ("7,240", "4,237", "385", "3,003", "222", "2,468", "770"):
        assert figure in page, figure
        assert figure in mail.body, figure
    # What is taxed at the reduced rate is marked, line by line (消費税法 57の4).
    assert len(re.findall(r'class="badge[^"]*">8%<', page)) == 1
    assert mail.body.count("青い器 ※") == 1


def test_the_provider_is_asked_for_the_total_and_told_no_more_than_it_may_be(
    buyer: Guest, ledger_rows: LedgerRows
) -> None:
    order = ordered(buyer, PaymentMethod.CARD)
    rows = len(ledger_rows())
    with privacy.acting_as(privacy.Actor.visitor()):
        start_payment(order.pk)
    given, outcome, kept = ledger_rows()[rows:]
    assert (given.event, given.purpose, given.recipient, given.groups) == (
        "disclosure",
        BILLING.id,
        "5b-payment",
        ("EmailAddress",),
    )
    assert (outcome.event, outcome.outcome) == ("outcome", "sent")
    # What the provider answers is how the payment is found again, sealed like everything else.
    assert (kept.event, kept.groups) == ("collection", ("PaymentReference",))
    assert not {ADDRESS, SHIPPING} & {*PAYMENT_PROVIDER.receives}


def test_the_card_number_has_no_place_to_be_kept(buyer: Guest) -> None:
    order = ordered(buyer, PaymentMethod.CARD)
    names = {column.name for column in order.payment._meta.get_fields()}
    assert names & {"number", "card", "card_number", "pan", "cvc", "expiry"} == set()
