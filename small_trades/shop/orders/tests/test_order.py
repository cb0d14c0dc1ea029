"""The page of an order: who sees it, and what it says."""

import pytest
from django.test import Client
from django.urls import reverse

from small_trades import privacy
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, member
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.ship import TrackingNumberError, ship
from small_trades.shop.orders.models import Order, Shipment
from small_trades.shop.orders.states import OrderState, PaymentMethod
from small_trades.shop.orders.tests.making import cup, guest, line, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SYSTEM = privacy.Actor.system("test")


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


def find(browser: Client, code: str, email: str) -> str:
    answer = browser.post(reverse("orders:find"), {"code": code, "email": email}, secure=True)
    return answer.headers.get("Location", "") or answer.content.decode()


def shown(browser: Client, code: str) -> str:
    return browser.get(reverse("orders:order", args=[code]), secure=True).content.decode()


def test_code_and_address_open_the_order(browser: Client) -> None:
    person = guest()
    order = Order.objects.get(pk=placed(line(cup(), 2), by=person))

    typed = order.code.lower().replace("-", " ")
    assert find(browser, typed, person.email.address.upper()) == reverse("orders:order", args=[order.code])

    page = shown(browser, order.code)
    assert "青い器" in page
    assert "5,170" in page
    assert "470" in page
    for value in (person.name.family, person.email.address, person.ship_to.street):
        assert value not in page


def test_a_session_planted_by_somebody_else_opens_no_order() -> None:
    person, somebody, victim = guest(), Browser(), Browser()
    order = Order.objects.get(pk=placed(by=person))
    session = somebody.session
    session["planted"] = True
    session.save()
    victim.come_with(session.session_key)

    found = victim.post(reverse("orders:find"), {"code": order.code, "email": person.email.address})

    assert found["Location"] == reverse("orders:order", args=[order.code])
    assert "青い器" in victim.get(found["Location"]).content.decode()
    somebody.come_with(session.session_key)
    assert "青い器" not in somebody.get(found["Location"]).content.decode()


def test_a_wrong_address_and_a_wrong_code_look_alike(browser: Client, ledger_rows: LedgerRows) -> None:
    person, other = guest(), guest()
    order = Order.objects.get(pk=placed(by=person))
    placed(by=other)
    before = len(ledger_rows())

    wrong_address = find(browser, order.code, other.email.address)
    wrong_code = find(browser, "7K3F-9QXM-2RTD", other.email.address)

    sentence = "この番号とメールアドレスのご注文が見つかりません。"
    assert sentence in wrong_address
    assert sentence in wrong_code
    assert "青い器" not in shown(browser, order.code)
    assert len(ledger_rows()) == before


def test_the_address_of_an_order_tells_nothing_about_it(browser: Client) -> None:
    order = Order.objects.get(pk=placed())

    known, unknown = shown(browser, order.code), shown(browser, "7K3F-9QXM-2RTD")

    assert known.count("<form") == unknown.count("<form")
    assert order.code in known
    assert "青い器" not in known


def test_too_many_tries_have_to_wait(browser: Client) -> None:
    person = guest()
    order = Order.objects.get(pk=placed(by=person))
    for number in range(10):
        find(browser, order.code, f"nobody-{number}@example.jp")

    assert "15分ほど" in find(browser, order.code, person.email.address)


def test_cancelling_needs_to_have_been_let_in(browser: Client) -> None:
    person = guest()
    order = Order.objects.get(pk=placed(by=person))
    address = reverse("orders:cancel", args=[order.code])

    browser.post(address, secure=True)
    order.refresh_from_db()
    assert order.state == OrderState.PLACED

    find(browser, order.code, person.email.address)
    browser.post(address, secure=True)
    order.refresh_from_db()
    assert order.state == OrderState.CANCELLED


def test_a_shipped_order_shows_its_tracking_number(browser: Client, ledger_rows: LedgerRows) -> None:
    person = guest()
    order = Order.objects.get(pk=placed(by=person, payment_method=PaymentMethod.BANK_TRANSFER))
    with privacy.acting_as(SYSTEM):
        confirm_transfer(order.pk)
        pack(order.pk)
        with pytest.raises(TrackingNumberError):
            ship(order.pk, carrier="yamato", tracking_number="?")
        assert not Shipment.objects.exists()
        ship(order.pk, carrier="yamato", tracking_number="4123-5678-9012")
    [provision] = ledger_rows(privacy.ledger.Event.DISCLOSURE)
    assert (provision.recipient, provision.purpose) == ("5b-carrier", "3b-delivery")

    find(browser, order.code, person.email.address)

    page = shown(browser, order.code)
    assert "412356789012" in page
    assert "ヤマト運輸" in page
    order.refresh_from_db()
    assert order.state == OrderState.SHIPPED


def test_a_member_who_ordered_as_a_guest_sees_that_order_and_pays_it(ledger_rows: LedgerRows) -> None:
    """To the member, a guest's order is another person's, until its code and address were right."""
    buyer, (who, customer), signed_in = guest(), member(), Browser()
    order = Order.objects.get(pk=placed(by=buyer))
    signed_in.sign_in(who)
    assert "5,170" not in signed_in.get(reverse("orders:order", args=[order.code])).content.decode()

    signed_in.post(reverse("orders:find"), {"code": order.code, "email": buyer.email.address})
    assert order.code in signed_in.get(reverse("orders:order", args=[order.code])).content.decode()
    before = len(ledger_rows())
    answer = signed_in.post(reverse("orders:pay", args=[order.code]))
    assert "/pay" in answer["Location"]
    (provision,) = [row for row in ledger_rows()[before:] if row.event == privacy.ledger.Event.DISCLOSURE]
    assert (provision.actor_kind, provision.actor_id) == ("customer", customer.pk)
