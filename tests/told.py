"""Anna, whose address a carrier and a payment provider were given, and the worker that tells them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from small_trades import privacy
from small_trades.config.doors import DOORS
from small_trades.doors.carriers.service import CarrierDoor
from small_trades.doors.payment.sandbox.cards import CARDS
from small_trades.doors.payment.sandbox.models import Session
from small_trades.doors.payment.sandbox.provider import use_card
from small_trades.policy.declaration import CARRIER, DELIVERY
from small_trades.policy.groups import DeliveryAddress, EmailAddress, PersonName
from small_trades.privacy.testing import plant
from small_trades.shop.account.models import Address, Customer
from small_trades.shop.account.tests.making import Person, mails, member, run_tasks, with_address
from small_trades.shop.orders.actions.label import print_label
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.ship import ship
from small_trades.shop.orders.actions.start_payment import start_payment
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import Guest, cup, line, placed
from small_trades.shop.provisions.actions.tell import tell_due
from small_trades.shop.provisions.models import RecipientNotice
from small_trades.shop.rights.actions.correct import correct_address
from tests.carrier_service import CarrierService, carrier_service

SYSTEM = privacy.Actor.system("test")
NUMBER = "412356789012"
CONNECTED: dict[str, privacy.Door] = dict(DOORS)


@contextmanager
def connected_carrier() -> Iterator[CarrierService]:
    """A carrier with a service, to which the shop's door leads."""
    with carrier_service() as service:
        CONNECTED["carrier"] = CarrierDoor(service.url)
        with override_settings(PRIVACY={**settings.PRIVACY, "DOORS": f"{__name__}.CONNECTED"}):
            yield service
    CONNECTED["carrier"] = DOORS["carrier"]


class Anna:
    """A member with an address, who paid for a cup by card; it is being packed."""

    def __init__(self, card: str = "pays") -> None:
        self.who: Person
        self.who, self.customer = member()
        self.entry: Address = with_address(self.who, self.customer)
        with privacy.acting_as(SYSTEM):
            self.address: DeliveryAddress = privacy.use(self.entry.to, purpose=DELIVERY)
        name = PersonName(self.who.family, self.who.given, self.who.kana, self.who.kana)
        buyer = Guest(name, EmailAddress(self.who.email), self.address)
        order_id = placed(line(cup()), by=buyer, customer_id=self.customer.pk, subject=self.customer.subject)
        with privacy.acting_as(SYSTEM):
            start_payment(order_id)
            use_card(Session.objects.get().pk, CARDS[card])
        Order.objects.filter(pk=order_id).update(state="paid")
        with privacy.acting_as(SYSTEM):
            pack(order_id)
        self.order = Order.objects.get(pk=order_id)
        mails()

    @property
    def subject(self) -> Any:
        return self.customer.subject

    def now(self) -> DeliveryAddress:
        with privacy.acting_as(SYSTEM):
            found: DeliveryAddress = privacy.use(Address.objects.get(pk=self.entry.pk).to, purpose=DELIVERY)
        return found

    def corrects(self) -> DeliveryAddress:
        right = replace(self.now(), street=plant("street"))
        with privacy.acting_as(privacy.Actor.customer(self.customer.pk, self.subject)):
            customer = Customer.objects.get(pk=self.customer.pk)
            correct_address(customer, self.entry.pk, right, label="home", is_default=True)
        return right

    def prints(self) -> Any:
        with privacy.acting_as(SYSTEM):
            return print_label(self.order.pk, carrier="yamato", tracking_number=NUMBER)

    def ships(self) -> None:
        with privacy.acting_as(SYSTEM):
            ship(self.order.pk, carrier="yamato", tracking_number=NUMBER)
        mails()


def work() -> None:
    """What the worker does at once, with all that follows from it."""
    for _again in range(3):
        run_tasks()


def later(minutes: int) -> None:
    """What the worker does so many minutes from now."""
    RecipientNotice.objects.exclude(due_at=None).update(
        due_at=timezone.now() + timedelta(minutes=1) - timedelta(minutes=minutes)
    )
    tell_due(timezone.now())
    work()


def stands(what: str, recipient: privacy.Recipient = CARRIER) -> tuple[str, str]:
    notice = RecipientNotice.objects.get(what=what, recipient=recipient.id)
    return notice.state, notice.why
