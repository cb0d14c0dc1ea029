"""Place an order: all of it, once, or nothing."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import (
    DeliveryAddress,
    EmailAddress,
    GiftWords,
    OrderNote,
    OrderWords,
    PersonName,
)
from small_trades.shop.kernel.codes import new_code
from small_trades.shop.kernel.later import later
from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.orders.actions.changing import move, move_payment, tell
from small_trades.shop.orders.models import (
    Destination,
    DestinedPieces,
    Order,
    OrderLine,
    OrderLineOption,
    Payment,
)
from small_trades.shop.orders.queries import orders_of_person
from small_trades.shop.orders.states import ON_A_HOSTED_PAGE, OrderState, PaymentMethod, PaymentState
from small_trades.shop.orders.timeline import EventKind
from small_trades.shop.pricing.shapes import Quote
from small_trades.shop.products.actions import stock
from small_trades.shop.promotions.actions import coupons, points
from small_trades.shop.promotions.queries.running import rules

TIME_TO_PAY: Final = {
    PaymentMethod.CARD: dt.timedelta(minutes=30),
    PaymentMethod.BANK_TRANSFER: dt.timedelta(days=7),
    # The number for the store lives three days and ends at midnight; one more for those who open it late.
    PaymentMethod.KONBINI: dt.timedelta(days=5),
}
"""What is paid on delivery is missing here: it waits for nothing."""


@dataclass(frozen=True, slots=True)
class NewOption:
    """What was chosen with each piece of a line, for `surcharge` yen that its unit price holds already."""

    name_ja: str
    name_en: str
    choice_name_ja: str
    choice_name_en: str
    surcharge: int
    words: privacy.Sealed[OrderWords] | None = None


@dataclass(frozen=True, slots=True)
class NewLine:
    """One variant to buy, with the names and the price (yen, tax included) that the customer agreed to.

    `discount` and `points` are the line's shares of coupon and points.
    """

    variant_id: int
    sku: str
    product_name_ja: str
    product_name_en: str
    variant_name_ja: str
    variant_name_en: str
    unit_price: int
    tax_rate: TaxRate
    quantity: int
    regular_price: int | None = None
    discount: int = 0
    points: int = 0
    options: tuple[NewOption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDestination:
    """One more address: `pieces` maps places among the order's lines to how many of each go there.

    `shipping` is its share, in yen, of the delivery fee in the order's figures.
    """

    ship_to: privacy.Sealed[DeliveryAddress]
    gift: privacy.Sealed[GiftWords] | None
    delivery_date: dt.date | None
    delivery_slot: str
    carrier: str
    shipping: int
    pieces: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrder:
    """Everything the customer agreed to. Personal values stay sealed: they are carried over unopened.

    `replaces` is the order whose goods this one is sent in exchange for. `destinations` are the addresses
    beside `ship_to`, which gets what goes to none of them.
    """

    order_id: UUID
    subject: UUID
    customer_id: UUID | None
    language: str
    name: privacy.Sealed[PersonName]
    email: privacy.Sealed[EmailAddress]
    ship_to: privacy.Sealed[DeliveryAddress]
    note: privacy.Sealed[OrderNote] | None
    lines: tuple[NewLine, ...]
    quote: Quote
    delivery_date: dt.date | None
    delivery_slot: str
    payment_method: PaymentMethod
    policy_version: int
    terms_version: int
    confirmation: dict[str, Any]
    carrier: str = ""
    gift: privacy.Sealed[GiftWords] | None = None
    coupon_code: str = ""
    coupon_id: int | None = None
    replaces: UUID | None = None
    destinations: tuple[NewDestination, ...] = ()


def place(wanted: NewOrder) -> UUID:
    """Take the stock and write the order; answers its id. Placing the same id again changes nothing.

    Raises:
        OutOfStock: a line cannot be had any more; nothing was written.
        PricingError: the coupon or the points cannot be used any more; nothing was written.
        ValueError: an address gets nothing, or more than was ordered; nothing was written.
    """
    _require_sense(wanted)
    if Order.objects.filter(pk=wanted.order_id).exists():
        return wanted.order_id
    try:
        with transaction.atomic():
            _place(wanted)
    except IntegrityError:
        # The same form, sent twice at the same moment: the other one was first.
        if not Order.objects.filter(pk=wanted.order_id).exists():
            raise
    return wanted.order_id


def _place(wanted: NewOrder) -> None:
    # The row goes first: a double submit waits here, before it can take stock.
    order = _order(wanted)
    stock.reserve([(line.variant_id, line.quantity) for line in wanted.lines], reference=order.code)
    lines = OrderLine.objects.bulk_create(
        OrderLine(order=order, position=position, **_columns(line))
        for position, line in enumerate(wanted.lines)
    )
    OrderLineOption.objects.bulk_create(
        _option(row, position, option)
        for row, line in zip(lines, wanted.lines, strict=True)
        for position, option in enumerate(line.options)
    )
    _send_to(order, wanted.destinations, lines)
    Payment.objects.create(
        order=order, subject=order.subject, method=order.payment_method, amount=order.total
    )
    _use_promotions(order, wanted)
    tell(order, EventKind.PLACED)
    if order.total == 0:
        _settle_nothing(order)
        return
    # What is paid on the provider's page is confirmed by mail once the payment is in.
    if order.payment_method not in ON_A_HOSTED_PAGE:
        later("orders.send_confirmation", order.pk)


def _require_sense(wanted: NewOrder) -> None:
    """Each address gets something, and the first what is left of it."""
    there = [Counter(other.pieces) for other in wanted.destinations]
    left = Counter({at: line.quantity for at, line in enumerate(wanted.lines)})
    for pieces in there:
        left.subtract(pieces)
    if any(pieces.total() < 1 or min(pieces.values()) < 1 for pieces in there):
        raise ValueError("nothing goes to an address")
    if min(left.values()) < 0 or left.total() < 1 or len(left) > len(wanted.lines):
        raise ValueError("more goes to other addresses than was ordered")
    if there and wanted.payment_method == PaymentMethod.CASH:
        raise ValueError("a carrier collects the whole sum with one parcel")


def _send_to(order: Order, others: Iterable[NewDestination], lines: Sequence[OrderLine]) -> None:
    for position, other in enumerate(others, start=1):
        row = Destination(
            order=order,
            subject=order.subject,
            position=position,
            delivery_date=other.delivery_date,
            delivery_slot=other.delivery_slot,
            carrier=other.carrier,
            shipping=other.shipping,
        )
        privacy.carry(other.ship_to, row, "ship_to")
        if other.gift is not None:
            privacy.carry(other.gift, row, "gift")
        row.save(force_insert=True)
        DestinedPieces.objects.bulk_create(
            DestinedPieces(destination=row, line=lines[at], quantity=number)
            for at, number in other.pieces.items()
        )


def _use_promotions(order: Order, wanted: NewOrder) -> None:
    if wanted.coupon_id is not None:
        coupons.redeem(
            wanted.coupon_id,
            order_id=order.pk,
            subject=order.subject,
            orders=partial(orders_of_person, order.pk, order.subject),
            discount=order.discount,
            total=order.total,
        )
    if order.points:
        points.use(order.subject, order.points, order_id=order.pk, order_code=order.code)


def _settle_nothing(order: Order) -> None:
    """Coupon and points left nothing to pay, and no provider takes a payment of nothing: it is paid."""
    payment = Payment.objects.get(order=order)
    move_payment(payment, PaymentState.PAID)
    payment.paid_at = order.placed_at
    payment.save(update_fields=["paid_at"])
    move(order, OrderState.PAID)
    tell(order, EventKind.PAID)
    later("orders.send_confirmation", order.pk)


def _order(wanted: NewOrder) -> Order:
    now = timezone.now()
    quote, standard, reduced = (
        wanted.quote,
        wanted.quote.rate(TaxRate.STANDARD),
        wanted.quote.rate(TaxRate.REDUCED),
    )
    time_to_pay = TIME_TO_PAY.get(wanted.payment_method)
    order = Order(
        id=wanted.order_id,
        code=new_code(),
        subject=wanted.subject,
        customer_id=wanted.customer_id,
        language=wanted.language,
        delivery_date=wanted.delivery_date,
        delivery_slot=wanted.delivery_slot,
        carrier=wanted.carrier,
        payment_method=wanted.payment_method,
        subtotal=quote.subtotal,
        shipping=quote.shipping,
        discount=quote.discount,
        coupon_code=wanted.coupon_code,
        points=quote.points,
        fee=quote.fee,
        earned=quote.earned,
        total=quote.total,
        standard_amount=standard.amount,
        standard_tax=standard.tax,
        reduced_amount=reduced.amount,
        reduced_tax=reduced.tax,
        rounding=rules().rounding,
        replaces_id=wanted.replaces,
        policy_version=wanted.policy_version,
        terms_version=wanted.terms_version,
        confirmation=wanted.confirmation,
        placed_at=now,
        expires_at=now + time_to_pay if time_to_pay else None,
    )
    privacy.carry(wanted.name, order, "name")
    privacy.carry(wanted.email, order, "email")
    privacy.carry(wanted.ship_to, order, "ship_to")
    if wanted.note is not None:
        privacy.carry(wanted.note, order, "note")
    if wanted.gift is not None:
        privacy.carry(wanted.gift, order, "gift")
    order.save(force_insert=True)
    return order


def _columns(line: NewLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in NewLine.__slots__ if name != "options"}


def _option(line: OrderLine, position: int, option: NewOption) -> OrderLineOption:
    row = OrderLineOption(
        line=line,
        subject=line.order.subject,
        position=position,
        name_ja=option.name_ja,
        name_en=option.name_en,
        choice_name_ja=option.choice_name_ja,
        choice_name_en=option.choice_name_en,
        surcharge=option.surcharge,
    )
    if option.words is not None:
        privacy.carry(option.words, row, "words")
    return row
