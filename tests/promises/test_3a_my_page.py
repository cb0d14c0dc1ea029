"""Clause 3a: what a person registered, used, bought and paid is shown to them, so that they can change it."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, DELIVERY
from small_trades.policy.groups import EmailAddress, PersonName
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, Person, home_address, mails, member, with_address
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import Guest, cup, line, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def bought(who: Person, customer: Customer) -> Order:
    """Two cups that a member ordered."""
    name = PersonName(who.family, who.given, who.kana, who.kana)
    buyer = Guest(name, EmailAddress(who.email), home_address(who))
    return Order.objects.get(pk=placed(line(cup(price=2200), 2), by=buyer, customer_id=customer.pk))


def test_a_member_sees_registration_addresses_purchases_and_prices() -> None:
    anna, customer = member()
    with_address(anna, customer)
    order = bought(anna, customer)
    browser = Browser()
    browser.sign_in(anna)

    registration = browser.get("/mypage/registration/").content.decode()
    addresses = browser.get("/mypage/addresses/").content.decode()
    orders = browser.get("/mypage/orders/").content.decode()
    one = browser.get(f"/mypage/orders/{order.code}/").content.decode()

    assert all(value in registration for value in (anna.family, anna.given, anna.kana, anna.email))
    assert anna.family in addresses
    assert order.code in orders
    assert "青い器" in one
    assert "4,400円" in one


def test_a_member_changes_what_is_registered() -> None:
    anna, _customer = member()
    browser = Browser()
    browser.sign_in(anna)
    typed = {
        "family-name": "改姓",
        "given-name": anna.given,
        "family-kana": "カイセイ",
        "given-kana": anna.kana,
    }
    browser.post("/mypage/registration/", {**typed, "tel": ""})
    page = browser.get("/mypage/registration/").content.decode()
    assert 'value="改姓"' in page
    assert anna.family not in page


def test_a_member_sees_how_their_information_was_used_and_by_whom() -> None:
    anna, customer = member()
    address = with_address(anna, customer)
    with privacy.acting_as(privacy.Actor.staff(uuid4(), "orders")):
        privacy.use(address.to, purpose=DELIVERY, reason="住所の確認")
    browser = Browser()
    browser.sign_in(anna)

    page = browser.get("/mypage/information/").content.decode()

    assert "スタッフ(受注担当)が、お届け先を閲覧しました。" in page
    assert "住所の確認" in page


def test_nobody_sees_what_is_anothers(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    order = bought(anna, customer)
    berta, _other = member()
    stranger = Browser()
    stranger.sign_in(berta)
    before = len(ledger_rows())

    assert stranger.get(f"/mypage/orders/{order.code}/").status_code == 404
    assert Browser().get("/mypage/registration/").status_code == 302

    assert ledger_rows()[before:] == (), "and nothing was opened"


def test_showing_is_for_the_person_and_not_for_the_staff(ledger_rows: LedgerRows) -> None:
    _anna, customer = member()
    with privacy.acting_as(privacy.Actor.staff(uuid4(), "owner")), pytest.raises(privacy.Refused):
        privacy.use(customer.name, purpose=ACCOUNT_DISPLAY)
    assert [row.event for row in ledger_rows(privacy.ledger.Event.USE, privacy.ledger.Event.REFUSAL)] == [
        "refusal"
    ]
