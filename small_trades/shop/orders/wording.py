"""Sentences about an order that stand alike on the final confirmation, in mails and on order pages."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import gettext as _

from small_trades.shop.delivery.carriers import SLOTS
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.pages.legal import legal_item
from small_trades.shop.site.formats import date, money
from small_trades.shop.site.queries import shop_facts


class Goods(Protocol):
    """So many pieces of something that has a name."""

    @property
    def name(self) -> str:
        """Product and variant."""

    @property
    def quantity(self) -> int:
        """How many."""


class Delivered(Protocol):
    """What goes to one address of an order; `shipping` is yen with tax."""

    @property
    def number(self) -> int:
        """Which of its addresses."""

    @property
    def goods(self) -> Sequence[Goods]:
        """What goes there."""

    @property
    def delivery(self) -> str:
        """When it is wished for, in words."""

    @property
    def shipping(self) -> int:
        """What that costs."""


def delivery_words(day: dt.date | None, slot: str) -> str:
    """When a parcel is wished for: a day, a time of day, both, or as soon as possible."""
    when = date(day, weekday=True) if day else _("No day chosen (as soon as possible)")
    return f"{when}, {SLOTS[slot]}" if slot else when


def address_words(number: int) -> str:
    """How one of several addresses of an order is called: nothing of what it says."""
    return _("Address %(number)s") % {"number": number}


def deliveries_words(parts: Sequence[Delivered]) -> str:
    """When a parcel is wished for; with several addresses a line for each: goods, wish, and its fee."""
    if len(parts) == 1:
        return parts[0].delivery
    return "\n".join(f"{shipping_words(part)} / {part.delivery}" for part in parts)


def shipping_words(part: Delivered) -> str:
    """What goes to one of several addresses, and for which fee."""
    goods = " / ".join(f"{one.name} × {one.quantity}" for one in part.goods)
    fee = _("delivery %(fee)s") % {"fee": money(part.shipping)} if part.shipping else _("delivery free")
    return f"{address_words(part.number)}: {goods} / {fee}"


def payment_time(method: PaymentMethod) -> str:
    """When money is due (特定商取引法 11, 支払時期)."""
    if method == PaymentMethod.CARD:
        return _(
            "Your card is charged when you complete the payment on the next page. "
            "An order that is not paid within 30 minutes is cancelled."
        )
    if method == PaymentMethod.KONBINI:
        return _(
            "On the next page you get a number to pay with in cash at a convenience store, good for 3 days. "
            "We pack the order once it is paid; one that is not paid within 5 days is cancelled."
        )
    if method == PaymentMethod.CASH:
        return _(
            "Please pay the total in cash when the parcel is handed to you. The fee for collecting it is "
            "part of the total. We pack the order without waiting for a payment."
        )
    return _(
        "Please transfer the total within 7 days of the order. We pack it once the transfer has arrived; "
        "an order that is not paid by then is cancelled. The bank's fee is yours."
    )


def nothing_to_pay() -> str:
    """When money is due for an order that coupon and points have paid."""
    return _("Coupon and points pay the whole of this order: nothing more is charged.")


def delivery_time(method: PaymentMethod, earliest: dt.date) -> str:
    """When goods leave and arrive (特定商取引法 11, 引渡時期)."""
    if method in {PaymentMethod.CARD, PaymentMethod.CASH}:
        return _("We ship within 2 working days. The earliest day of arrival is %(day)s.") % {
            "day": date(earliest, weekday=True)
        }
    if method == PaymentMethod.KONBINI:
        return _(
            "We ship within 2 working days after you have paid. If that makes the day you chose impossible, "
            "the parcel comes on the earliest day after it."
        )
    return _(
        "We ship within 2 working days after your transfer has arrived. If that makes the day you chose "
        "impossible, the parcel comes on the earliest day after it."
    )


def cancellation_terms() -> str:
    """How an order is cancelled or sent back (特定商取引法 15の3), as the legal notice has it; or nothing."""
    shop = shop_facts()
    texts = []
    for key in ("returns", "faults"):
        try:
            texts.append(legal_item(shop, key).text)
        except KeyError:
            continue
    return "\n".join(texts)
