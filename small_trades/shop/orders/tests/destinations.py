"""Orders that go to several addresses, for tests."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from small_trades import privacy
from small_trades.policy.groups import GiftWords
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.place import NewDestination, NewLine, place
from small_trades.shop.orders.models import Destination, Order
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import Guest, cup, guest, line, wanted
from small_trades.shop.pricing.price import price
from small_trades.shop.pricing.shapes import Charge, Line, Purchase

FEE = 770


def further(
    subject: Any, pieces: Mapping[int, int], *, to: Guest | None = None, gift: str = ""
) -> NewDestination:
    """One more address for somebody's order, with these pieces of its lines."""
    row = Destination(subject=subject)
    with privacy.acting_as(privacy.Actor.visitor()):
        privacy.collect(row, notice="checkout-details", ship_to=(to or guest()).ship_to)
        if gift:
            privacy.collect(row, notice="checkout-words", gift=GiftWords("", "", gift))
    return NewDestination(
        ship_to=row.ship_to,
        gift=row.gift,
        delivery_date=None,
        delivery_slot="18-20",
        carrier="yamato",
        shipping=FEE,
        pieces=pieces,
    )


def sent_apart(
    *others: Mapping[int, int],
    lines: tuple[NewLine, ...] = (),
    to: tuple[Guest, ...] = (),
    gift: str = "",
    **changes: Any,
) -> Order:
    """A placed order with an address for each of `others`, which say what goes there."""
    bought = lines or (line(cup(price=1000, available=9), 4), line(cup(price=500, available=9), 2))
    asked = tuple(
        Line(key=at, unit_price=one.unit_price, quantity=one.quantity, rate=one.tax_rate)
        for at, one in enumerate(bought)
    )
    fees = FEE * (1 + len(others))
    quote = price(Purchase(lines=asked, shipping=Charge(amount=fees))).quote
    asked_for: dict[str, Any] = {"payment_method": PaymentMethod.BANK_TRANSFER, "carrier": "yamato"}
    order = wanted(*bought, **(asked_for | {"quote": quote} | changes))
    people = (*to, *(guest() for _ in others[len(to) :]))
    destinations = tuple(
        further(order.subject, pieces, to=person, gift=gift)
        for pieces, person in zip(others, people, strict=True)
    )
    with privacy.acting_as(privacy.Actor.visitor()):
        return Order.objects.get(pk=place(replace(order, destinations=destinations)))


def packed_apart(*others: Mapping[int, int], **more: Any) -> Order:
    """The same, paid and being packed."""
    order = sent_apart(*others, **more)
    with privacy.acting_as(privacy.Actor.system("test")):
        confirm_transfer(order.pk)
        pack(order.pk)
    return Order.objects.get(pk=order.pk)
