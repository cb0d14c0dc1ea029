"""Clause 5b: to contractors, to provide what was asked: declared, limited, recorded, and shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from django.test import override_settings

from small_trades import privacy
from small_trades.config.doors import DOORS
from small_trades.policy.declaration import CARRIER, DELIVERY, MAIL_SERVICE, NOTICE, POLICY
from small_trades.policy.groups import EmailAddress, PersonName
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, home_address, mails, member
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.ship import ship
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import Guest, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SYSTEM = privacy.Actor.system("test")


@dataclass(frozen=True, kw_only=True, repr=False)
class Anything(privacy.Message):
    """A message to the carrier with whatever somebody puts into it."""

    recipient: ClassVar[privacy.Recipient] = CARRIER

    value: privacy.Sealed[Any]


@dataclass
class Watched:
    """A carrier's door that remembers what reached it."""

    name: str = "carrier"
    recipient: privacy.Recipient = CARRIER
    messages: tuple[type[privacy.Message], ...] = (Anything,)

    def __post_init__(self) -> None:
        self.reached: list[object] = []

    def destinations(self) -> tuple[tuple[str, int], ...]:
        return ()

    def send(self, message: Any, opened: privacy.Opened) -> None:
        self.reached.append(opened(message.value))


WATCHED = Watched()
DOORS_WATCHED: dict[str, privacy.Door] = {"carrier": WATCHED}


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def carrier(settings: Any) -> Iterator[Watched]:
    WATCHED.reached.clear()
    changed = {**settings.PRIVACY, "DOORS": f"{__name__}.DOORS_WATCHED"}
    with override_settings(PRIVACY=changed):
        yield WATCHED


@pytest.fixture
def anna() -> tuple[Browser, Order]:
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
    return browser, Order.objects.get(pk=order_id)


def test_every_door_leads_to_a_declared_recipient() -> None:
    declared = {recipient.id for recipient in POLICY.recipients}
    assert {door.recipient.id for door in DOORS.values()} <= declared
    assert {door.recipient.id for door in DOORS.values()} == {
        "5a-maker",
        "5b-carrier",
        "5b-mail",
        "5b-payment",
        "5b-programs",
        "5c-authority",
    }
    for recipient in POLICY.recipients:
        assert recipient.contract_ja
        assert recipient.contract_en


def test_a_carrier_gets_what_it_may_receive(
    carrier: Watched, anna: tuple[Browser, Order], ledger_rows: LedgerRows
) -> None:
    _browser, order = anna
    rows = len(ledger_rows())
    with privacy.acting_as(SYSTEM):
        privacy.disclose(Anything(value=order.ship_to), through="carrier", purpose=DELIVERY)
    assert len(carrier.reached) == 1
    assert [(row.event, row.recipient) for row in ledger_rows()[rows:]] == [
        ("disclosure", "5b-carrier"),
        ("outcome", "5b-carrier"),
    ]


@pytest.mark.parametrize(
    ("field", "purpose", "reason"),
    [
        ("email", DELIVERY, "recipient-may-not-receive"),
        ("ship_to", NOTICE, "recipient-not-declared"),
        ("email", NOTICE, "recipient-not-declared"),
    ],
)
def test_what_a_recipient_may_not_have_does_not_reach_its_door(
    carrier: Watched, ledger_rows: LedgerRows, field: str, purpose: privacy.Purpose, reason: str
) -> None:
    order = Order.objects.get(pk=placed())
    rows = len(ledger_rows())
    with privacy.acting_as(SYSTEM), pytest.raises(privacy.Refused) as refused:
        privacy.disclose(Anything(value=getattr(order, field)), through="carrier", purpose=purpose)
    assert refused.value.reason == reason
    assert carrier.reached == []
    assert [(row.event, row.outcome) for row in ledger_rows()[rows:]] == [("refusal", reason)]


def test_the_mail_service_never_gets_an_address_or_an_inquirys_words() -> None:
    receives = {category.id for category in MAIL_SERVICE.receives}
    assert receives & {"2b-address", "2c-telephone", "2e-password", "2j-inquiry"} == set()


def test_every_provision_is_recorded_before_it_is_sent_and_shown_to_the_person(
    anna: tuple[Browser, Order], ledger_rows: LedgerRows
) -> None:
    browser, order = anna
    mails()
    rows = len(ledger_rows())
    with privacy.acting_as(SYSTEM):
        confirm_transfer(order.pk)
        pack(order.pk)
        ship(order.pk, carrier="yamato", tracking_number="412356789012")
    mails()
    provisions = [(row.event, row.recipient) for row in ledger_rows()[rows:] if row.recipient]
    assert provisions == [
        ("disclosure", "5b-carrier"),
        ("outcome", "5b-carrier"),
        ("disclosure", "5b-mail"),
        ("outcome", "5b-mail"),
        ("disclosure", "5b-mail"),
        ("outcome", "5b-mail"),
    ]

    page = browser.get("/en/mypage/information/provisions/").content.decode()
    assert "We passed on your delivery address to: Carriers." in page
    assert "We passed on your name, your e-mail address and your tracking number to: Mail service." in page


@pytest.mark.parametrize(("path", "name"), [("/privacy/", "配送業者"), ("/en/privacy/", "Carriers")])
def test_who_they_are_is_published(path: str, name: str) -> None:
    page = Browser().get(path).content.decode()
    assert name in page
    for recipient in POLICY.recipients:
        assert (recipient.name_ja if path == "/privacy/" else recipient.name_en) in page
