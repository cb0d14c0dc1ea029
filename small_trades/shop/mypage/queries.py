"""My Page, composed from account, orders and the ledger."""

from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY
from small_trades.policy.groups import (
    DeliveryAddress,
    EmailAddress,
    GiftWords,
    OrderNote,
    OrderWords,
    PaymentReference,
    PersonName,
    TrackingNumber,
)
from small_trades.shop.account import queries as accounts
from small_trades.shop.account.models import Customer
from small_trades.shop.account.use_lists import latest_uses
from small_trades.shop.account.uses import Kind, Use
from small_trades.shop.orders import queries as orders
from small_trades.shop.orders.queries import OrderPage, OrderSummary, Parcel

RECENT_ORDERS = 3
RECENT_USES = 4


@dataclass(frozen=True)
class HomePage:
    """The first page: the newest orders, and what others than the member last did with their information."""

    name: PersonName
    orders: tuple[OrderSummary, ...]
    order_count: int
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class OpenedOrder:
    """An order with its personal values opened for the member who placed it."""

    page: OrderPage
    name: PersonName
    email: EmailAddress
    to: DeliveryAddress
    note: OrderNote | None
    payment: PaymentReference | None
    parcels: tuple[tuple[Parcel, TrackingNumber], ...]
    gift: GiftWords | None
    words: dict[UUID, OrderWords]
    places: dict[tuple[int, str], Any]


def home(customer: Customer) -> HomePage:
    """What My Page begins with."""
    return HomePage(
        name=accounts.name_of(customer),
        orders=orders.orders_of(customer.pk, stop=RECENT_ORDERS),
        order_count=orders.count_of(customer.pk),
        uses=latest_uses(customer.subject, {Kind.SHOP, Kind.GIVEN, Kind.ALERT}, RECENT_USES),
    )


def opened_order(customer: Customer, code: str) -> OpenedOrder | None:
    """One of the member's orders, or None where they have no such order."""
    page = orders.order_of(customer.pk, code)
    if page is None:
        return None
    tracking = [parcel.tracking for parcel in page.parcels]
    sealed = (page.name, page.email, page.ship_to, page.note, page.payment.reference, page.gift)
    places = page.places if page.has_several else {}
    name, email, to, note, payment, gift, *others = privacy.use(
        (*sealed, *tracking, *page.words.values(), *places.values()), purpose=ACCOUNT_DISPLAY
    )
    rest = iter(others)
    numbers, words = list(islice(rest, len(tracking))), list(islice(rest, len(page.words)))
    return OpenedOrder(
        page,
        name,
        email,
        to,
        note,
        payment,
        tuple(zip(page.parcels, numbers, strict=True)),
        gift,
        dict(zip(page.words, words, strict=True)),
        dict(zip(places, rest, strict=True)),
    )
