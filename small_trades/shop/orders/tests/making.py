"""Orders for tests: a guest whose values are planted nowhere else, and things to buy."""

import itertools
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import DeliveryAddress, EmailAddress, OrderNote, PersonName
from small_trades.privacy.testing import plant
from small_trades.shop.account.models import Customer
from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.orders.actions.place import NewLine, NewOrder, place
from small_trades.shop.orders.actions.remember import remember_email
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.pricing.price import price
from small_trades.shop.pricing.shapes import Charge, Line, Purchase, Quote
from small_trades.shop.products.models import Category, Maker, Product, Variant

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Guest:
    """Somebody who buys without an account."""

    name: PersonName
    email: EmailAddress
    ship_to: DeliveryAddress


def guest() -> Guest:
    """A new person."""
    family, given = plant("name"), plant("name")
    kana = plant("kana")
    to = DeliveryAddress(
        family, given, kana, kana, "1500001", "東京都", "渋谷区", plant("street"), "", plant("telephone")
    )
    return Guest(PersonName(family, given, kana, kana), EmailAddress(plant("email")), to)


def cup(*, available: int = 3, price: int = 2200, rate: TaxRate = TaxRate.STANDARD) -> Variant:
    """A variant with so many left."""
    number = next(_numbers)
    maker, _ = Maker.objects.get_or_create(slug="kiln", defaults={"name_ja": "窯"})
    shelf, _ = Category.objects.get_or_create(slug="cups", defaults={"name_ja": "器"})
    product = Product.objects.create(
        slug=f"cup-{number}",
        code=f"CUP{number}",
        maker=maker,
        category=shelf,
        name_ja="青い器",
        name_en="Blue cup",
        published_at=timezone.now(),
    )
    return Variant.objects.create(
        product=product, sku=f"CUP-{number}", price=price, tax_rate=rate, available=available
    )


def line(variant: Variant, quantity: int = 1) -> NewLine:
    """A line of an order as a cart gives it."""
    return NewLine(
        variant_id=variant.pk,
        sku=variant.sku,
        product_name_ja="青い器",
        product_name_en="Blue cup",
        variant_name_ja="",
        variant_name_en="",
        unit_price=variant.price,
        tax_rate=TaxRate(variant.tax_rate),
        quantity=quantity,
    )


def figures(*lines: NewLine) -> Quote:
    """What these lines cost with a delivery for 770 yen."""
    asked = tuple(
        Line(key=number, unit_price=each.unit_price, quantity=each.quantity, rate=each.tax_rate)
        for number, each in enumerate(lines)
    )
    return price(Purchase(lines=asked, shipping=Charge(amount=770))).quote


def wanted(*lines: NewLine, by: Guest | None = None, subject: UUID | None = None, **changes: Any) -> NewOrder:
    """Everything a guest, or the member with this subject or customer's id, agreed to; not placed."""
    person = by or guest()
    if subject is None and "customer_id" in changes:
        subject = Customer.objects.get(pk=changes["customer_id"]).subject
    draft = Order(subject=subject or privacy.new_subject())
    with privacy.acting_as(privacy.Actor.visitor()):
        privacy.collect(
            draft,
            notice="checkout-details",
            name=person.name,
            email=person.email,
            ship_to=person.ship_to,
            note=OrderNote("玄関先へお願いします"),
        )
    order_id = privacy.uuid7()
    remember_email(order_id, subject=draft.subject, email=person.email)
    made = NewOrder(
        order_id=order_id,
        subject=draft.subject,
        customer_id=None,
        language="ja",
        name=draft.name,
        email=draft.email,
        ship_to=draft.ship_to,
        note=draft.note,
        lines=lines,
        quote=figures(*lines),
        delivery_date=None,
        delivery_slot="",
        payment_method=PaymentMethod.CARD,
        policy_version=1,
        terms_version=1,
        confirmation={},
    )
    return replace(made, **changes)


def placed(*lines: NewLine, by: Guest | None = None, **changes: Any) -> UUID:
    """The id of an order that a guest has placed."""
    order = wanted(*(lines or (line(cup()),)), by=by, **changes)
    with privacy.acting_as(privacy.Actor.visitor()):
        return place(order)
