"""Clause 4: proper management against leakage, misuse and alteration."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.db.models import BinaryField

from small_trades import privacy
from small_trades.policy.groups import EmailAddress, PersonName
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, home_address, mails, member
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import Guest, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def anna() -> tuple[Browser, Guest, Order]:
    """A member's browser, what she ordered with, and her order."""
    who, customer = member()
    name = PersonName(who.family, who.given, who.kana, who.kana)
    buyer = Guest(name, EmailAddress(who.email), home_address(who))
    order_id = placed(
        by=buyer,
        customer_id=customer.pk,
        subject=customer.subject,
        payment_method=PaymentMethod.BANK_TRANSFER,
    )
    browser = Browser()
    browser.sign_in(who)
    return browser, buyer, Order.objects.get(pk=order_id)


def test_staff_see_masks_until_they_say_why_and_the_person_reads_it(
    anna: tuple[Browser, Guest, Order],
) -> None:
    browser, buyer, order = anna
    desk = desk_of(colleague("orders"))
    masked = desk.get(f"/desk/orders/{order.code}/").content.decode()
    assert buyer.ship_to.street not in masked
    assert buyer.name.family not in masked

    typed = {"what": ["ship_to"], "purpose": "3b-delivery", "reason": "Label misprinted"}
    shown = desk.post(f"/desk/orders/{order.code}/reveal/", typed).content.decode()
    assert buyer.ship_to.street in shown

    page = browser.get("/en/mypage/information/uses/").content.decode()
    assert "A member of our staff (orders) opened your delivery address." in page
    assert "Delivering what you ordered" in page
    assert "Label misprinted" in page


def test_a_refused_attempt_is_in_the_persons_record_too(anna: tuple[Browser, Guest, Order]) -> None:
    browser, _buyer, order = anna
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "catalogue")), pytest.raises(privacy.Refused):
        privacy.use(order.ship_to, purpose=privacy.policy().purpose("3b-delivery"))
    page = browser.get("/en/mypage/information/uses/").content.decode()
    assert "A member of our staff (catalogue) asked for your delivery address and was refused." in page
    assert "Their role does not allow it." in page


def test_what_is_at_rest_is_sealed(anna: tuple[Browser, Guest, Order]) -> None:
    _browser, buyer, order = anna
    assert all(
        isinstance(Order._meta.get_field(name), BinaryField) for name in ("name", "email", "ship_to", "note")
    )
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT name, email, ship_to FROM orders_order WHERE code = %s", [order.code])
        stored = b"".join(bytes(column) for column in cursor.fetchone())
    for value in (buyer.name.family, buyer.email.address, buyer.ship_to.street):
        assert value.encode() not in stored


def test_a_value_put_into_another_persons_row_does_not_open_and_is_an_alarm(
    anna: tuple[Browser, Guest, Order], ledger_rows: LedgerRows
) -> None:
    _browser, _buyer, order = anna
    other = placed()
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT ship_to FROM orders_order WHERE code = %s", [order.code])
        (stolen,) = cursor.fetchone()
        cursor.execute("UPDATE orders_order SET ship_to = %s WHERE code <> %s", [stolen, order.code])
    rows = len(ledger_rows())
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "orders")), pytest.raises(privacy.Tampered):
        privacy.use(Order.objects.get(pk=other).ship_to, purpose=privacy.policy().purpose("3b-delivery"))
    assert [row.event for row in ledger_rows()[rows:]] == ["tamper"]


def test_the_ledger_at_the_desk_names_roles_and_purposes_and_no_customer(
    anna: tuple[Browser, Guest, Order],
) -> None:
    _browser, buyer, order = anna
    typed = {"what": ["ship_to"], "purpose": "3b-delivery", "reason": "Label misprinted"}
    desk_of(colleague("orders")).post(f"/desk/orders/{order.code}/reveal/", typed)
    auditor = desk_of(colleague("auditor"))
    rows = privacy.ledger.size()

    page = auditor.get("/en/desk/ledger/").content.decode()

    assert privacy.ledger.size() == rows, "reading the ledger opens nothing"
    assert "Orders staff" in page
    assert "Delivering what you ordered" in page
    for secret in (
        buyer.name.family,
        buyer.email.address,
        buyer.ship_to.street,
        "Label misprinted",
        order.code,
    ):
        assert secret not in page
    assert privacy.ledger.checkpoint().splitlines()[0] in page


def test_every_order_mail_carries_a_checkpoint_that_the_ledger_still_extends(
    anna: tuple[Browser, Guest, Order],
) -> None:
    del anna
    (mail,) = [mail for mail in mails() if "ご注文" in mail.subject]
    lines = mail.body.splitlines()
    signed = next(index for index, text in enumerate(lines) if text.startswith("—"))
    note = "\n".join([*lines[signed - 4 : signed], lines[signed], ""])
    assert privacy.ledger.verify(since=note).ok
    forged = note.replace(note.splitlines()[1], "1", 1)
    assert not privacy.ledger.verify(since=forged).ok


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/privacy/safety/", "従業者にも伏せて表示"),
        ("/en/privacy/safety/", "Masked for our staff"),
        ("/en/privacy/safety/", "A record that cannot be rewritten unseen"),
    ],
)
def test_the_measures_are_published(path: str, words: str) -> None:
    assert words in Browser().get(path).content.decode()
