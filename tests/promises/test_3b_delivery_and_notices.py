"""Clause 3b: e-mail notices, sending products, and contact when necessary; newsletters by consent alone."""

from collections.abc import Iterator

import pytest

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY, NEWSLETTER, NOTICE
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, mails, waiting_tasks
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.models import Order, Shipment
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import Guest, guest, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HALF_WIDTH = str.maketrans("（）", "()")
PARCEL = {"carrier": "yamato", "tracking_number": "4123-5678-9012"}


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def buyer() -> Guest:
    return guest()


@pytest.fixture
def order(buyer: Guest) -> Order:
    return Order.objects.get(pk=placed(by=buyer, payment_method=PaymentMethod.BANK_TRANSFER))


@pytest.fixture
def desk() -> Browser:
    return desk_of(colleague("orders"))


def test_each_step_of_an_order_is_told_once_to_its_buyer_in_their_language(
    desk: Browser, order: Order, buyer: Guest, ledger_rows: LedgerRows
) -> None:
    told = [mail.subject.strip() for mail in mails()]
    for verb, typed in (("transfer", {}), ("pack", {}), ("ship", PARCEL), ("deliver", {})):
        desk.post(f"/desk/orders/{order.code}/{verb}/", typed)
        sent = mails()
        assert {mail.to for mail in sent} <= {buyer.email.address}
        told += [mail.subject.strip() for mail in sent]
    assert [subject.translate(HALF_WIDTH) for subject in told] == [
        f"ご注文を承りました({order.code})",
        f"ご入金を確認しました({order.code})",
        f"商品を発送しました({order.code})",
    ]
    given = [row for row in ledger_rows(privacy.ledger.Event.DISCLOSURE) if row.recipient == "5b-mail"]
    assert [row.purpose for row in given] == [NOTICE.id] * 3


def test_the_carrier_gets_where_it_goes_and_nothing_else(
    desk: Browser, order: Order, ledger_rows: LedgerRows
) -> None:
    desk.post(f"/desk/orders/{order.code}/transfer/")
    desk.post(f"/desk/orders/{order.code}/pack/")
    mails()
    rows = len(ledger_rows())

    desk.post(f"/desk/orders/{order.code}/ship/", PARCEL)

    given = [row for row in ledger_rows()[rows:] if row.recipient]
    assert [(row.event, row.purpose, row.recipient, row.groups) for row in given] == [
        ("disclosure", DELIVERY.id, "5b-carrier", ("DeliveryAddress",)),
        ("outcome", DELIVERY.id, "5b-carrier", ("DeliveryAddress",)),
    ]
    assert Shipment.objects.get().order_id == order.pk


def test_nothing_is_given_to_a_carrier_for_an_order_that_is_not_packed(
    desk: Browser, order: Order, ledger_rows: LedgerRows
) -> None:
    mails()
    rows = len(ledger_rows())
    desk.post(f"/desk/orders/{order.code}/ship/", PARCEL)
    assert ledger_rows()[rows:] == ()
    assert not Shipment.objects.exists()
    assert waiting_tasks() == []


def test_a_newsletter_goes_to_who_asked_for_one_and_an_order_is_not_that(
    order: Order, ledger_rows: LedgerRows
) -> None:
    mails()
    rows = len(ledger_rows())
    assert NEWSLETTER.legal_basis == privacy.LegalBasis.CONSENT
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "owner")), pytest.raises(privacy.Refused):
        privacy.use(order.email, purpose=NEWSLETTER, reason="our winter sale")
    assert [row.event for row in ledger_rows()[rows:]] == ["refusal"]
    assert waiting_tasks() == []
