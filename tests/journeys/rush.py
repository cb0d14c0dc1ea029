"""Two hundred customers who stand at the last button, and what each of them does once it is pressed."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from random import Random
from threading import Event
from uuid import UUID

from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.payment.messages import EventKind, PaymentEvent
from small_trades.policy.groups import PaymentReference
from small_trades.shop.cart.actions import add_line
from small_trades.shop.cart.holding import SESSION_KEY as CART
from small_trades.shop.checkout.actions.choose import choose_delivery, choose_payment
from small_trades.shop.checkout.actions.save_details import Details, begin
from small_trades.shop.checkout.visiting import SESSION_KEY as DRAFT
from small_trades.shop.orders.actions.cancel import expire_due
from small_trades.shop.orders.actions.record_payment import record_payment
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import guest
from small_trades.shop.products.models import Variant
from small_trades.shop.site.models import ONLY, ShopSettings
from small_trades.shop.site.queries import forget


class Deed(StrEnum):
    """What a customer does with an order they got."""

    KEEP = "keep"
    CANCEL = "cancel"
    LET_EXPIRE = "let expire"
    PAY_AT_THE_LAST_MOMENT = "pay at the last moment"


@dataclass
class Customer:
    """A browser of its own, whose draft is complete; `shown` is what the final confirmation showed."""

    number: int
    deed: Deed
    browser: Client
    draft_id: UUID
    shown: str = ""

    @property
    def code(self) -> str:
        """Of the order the draft became; empty where it did not."""
        return Order.objects.filter(pk=self.draft_id).values_list("code", flat=True).first() or ""

    def read(self) -> None:
        """Look at the final confirmation."""
        page = self.browser.get(reverse("checkout:confirm"), secure=True).content.decode()
        found = re.search(r'name="shown" value="(\w+)"', page)
        assert found is not None, "the confirmation is not shown"
        self.shown = found[1]

    def press(self) -> str:
        """Press the last button; answers where it leads."""
        answer = self.browser.post(reverse("checkout:confirm"), {"shown": self.shown}, secure=True)
        # 409: what is shown has changed since, because something sold out.
        assert answer.status_code in {302, 409}, answer.status_code
        return answer.get("Location", "")

    def go_on(self) -> None:
        """Do what this customer does with the order."""
        if self.deed == Deed.CANCEL:
            answer = self.browser.post(reverse("orders:cancel", args=[self.code]), secure=True)
            assert answer.status_code == 302
        elif self.deed in {Deed.LET_EXPIRE, Deed.PAY_AT_THE_LAST_MOMENT}:
            Order.objects.filter(pk=self.draft_id).update(expires_at=timezone.now() - timedelta(seconds=1))
        if self.deed == Deed.PAY_AT_THE_LAST_MOMENT:
            assert self._pay() in {"applied", "paid-too-late"}

    def _pay(self) -> str:
        payment = Order.objects.get(pk=self.draft_id).payment
        event = PaymentEvent(
            provider="sandbox",
            event_id=f"paid-{payment.pk}",
            kind=EventKind.PAID,
            payment_id=str(payment.pk),
            amount=payment.amount,
            currency="JPY",
            reference=PaymentReference("sandbox", str(payment.pk), "visa", "4242"),
        )
        with privacy.acting_as(privacy.Actor.system("test")):
            return record_payment(event)


def customers(many: int, goods: list[Variant]) -> list[Customer]:
    """So many customers with one to three of the goods each, as far as the last button."""
    ShopSettings.objects.update_or_create(pk=ONLY, defaults={"bank_account_ja": "こもれび銀行 1234567"})
    forget()
    dice = Random(20)  # noqa: S311 - carts, no secrets
    deeds = list(Deed)
    made = [_customer(number, deeds[number % len(deeds)], dice, goods) for number in range(many)]
    for customer in made:
        customer.read()
    return made


def _customer(number: int, deed: Deed, dice: Random, goods: list[Variant]) -> Customer:
    cart_id = None
    for variant in dice.sample(goods, dice.randint(1, 3)):
        cart_id = add_line(cart_id, variant=variant.pk, quantity=dice.choice([1, 1, 2]))
    assert cart_id is not None
    person = guest()
    with privacy.acting_as(privacy.Actor.visitor()):
        draft_id = begin(cart_id, None, Details(person.name, person.email, person.ship_to, None))
    choose_delivery(draft_id, carrier="yamato", day=None, slot="")
    pays_late = deed == Deed.PAY_AT_THE_LAST_MOMENT
    choose_payment(draft_id, PaymentMethod.CARD if pays_late else PaymentMethod.BANK_TRANSFER)
    browser = Client(headers={"host": "localhost"})
    session = browser.session
    session.update({CART: str(cart_id), DRAFT: str(draft_id)})
    session.save()
    browser.cookies["session"] = session.session_key or ""
    return Customer(number, deed, browser, draft_id)


def at_once(customer: Customer) -> bool:
    """One customer's rush, in a thread and with connections of its own; whether there is an order."""
    try:
        customer.press()
        has_order = bool(customer.code)
        if has_order:
            customer.go_on()
        return has_order
    finally:
        connections.close_all()


def clock(is_over: Event) -> int:
    """The shop's clock, which ends what is not paid in time until the rush is over; answers how many."""
    ended = 0
    try:
        with privacy.acting_as(privacy.Actor.system("test")):
            while not is_over.is_set():
                ended += expire_due(timezone.now())
            return ended + expire_due(timezone.now())
    finally:
        connections.close_all()
