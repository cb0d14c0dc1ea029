"""What programs read and send. The API's document is made of these shapes and their words."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Language = Literal["ja", "en"]
Limit = Annotated[int, Meta(ge=1, le=100, description="How many at most")]
Number = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Code = Annotated[str, Meta(max_length=40, description="The code of an order, as customers know it")]
StateName = Literal["placed", "paid", "packing", "shipped", "delivered", "cancelled", "returned", "refunded"]


class LanguageQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """In which language texts are answered; Japanese where one is missing in English."""

    lang: Language = "ja"


class ProductQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page of the catalogue: what follows the product with the id `after`."""

    lang: Language = "ja"
    limit: Limit = 50
    after: Number = 0
    category: Annotated[str, Meta(max_length=80, description="Slug of a category, with those below it")] = ""


class StockQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page of the stock: what follows the variant with the id `after`."""

    limit: Limit = 50
    after: Number = 0


class OrderQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page of the orders: those placed after the one with the code `after`, the oldest first."""

    limit: Limit = 50
    after: Code = ""
    state: StateName | Literal[""] = ""


class OpenQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which of the token's purposes values are opened; empty: for its first."""

    purpose: Annotated[Literal["", "3b-delivery", "3d-billing"], Meta(description="Id in the policy")] = ""


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """One thing to buy. Prices are yen with tax; `stock` is told in words, as on the shop's pages.

    `price` is the regular one, `asked_price` what is asked now, campaigns included. `reference_price` is what
    the trader set to compare with; `usual_price` is what may honestly be struck through beside `asked_price`.
    `picture` is the address of the one that shows this variant, null where none does in particular.
    """

    sku: str
    name: str
    price: int
    asked_price: int
    usual_price: int | None
    suggested_price: int | None
    picture: str | None
    reference_price: int | None
    gtin: str
    tax_rate: int
    stock: Literal["in", "few", "out"]


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A picture's address, and what it shows."""

    address: str
    alt: str


@dataclass(frozen=True, slots=True)
class NamedSlug:
    """A maker, a category or a tag."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """A product on sale in the language asked for; `description` is Markdown, `page` its address."""

    id: int
    code: str
    slug: str
    name: str
    summary: str
    description: str
    maker: NamedSlug
    category: NamedSlug
    tags: tuple[NamedSlug, ...]
    page: str
    pictures: tuple[PictureFacts, ...]
    variants: tuple[VariantFacts, ...]
    published_at: dt.datetime
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ProductList:
    """Products by id; `next` is what to send as `after` for more, null at the end."""

    items: tuple[ProductFacts, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    """A shelf of the shop; `parent` is the slug of the one above it."""

    slug: str
    name: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class CategoryList:
    """All categories, in the shop's order."""

    items: tuple[CategoryFacts, ...]


@dataclass(frozen=True, slots=True)
class StockFacts:
    """How many of a variant can still be sold."""

    id: int
    sku: str
    product: str
    available: int


@dataclass(frozen=True, slots=True)
class StockList:
    """Stock by variant; `next` is what to send as `after` for more, null at the end."""

    items: tuple[StockFacts, ...]
    next: int | None


class NewStock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The stock as counted. `seen`: only if there are still so many, so that no sale is counted away."""

    available: Annotated[int, Meta(ge=0, le=999_999)]
    seen: Annotated[int, Meta(ge=0, le=999_999)] | None = None
    reason: Literal["counted", "arrived", "damaged"] = "counted"


@dataclass(frozen=True, slots=True)
class OptionFacts:
    """What was chosen with each piece of a line; its surcharge is in the line's price. Words are not told."""

    name: str
    choice: str
    surcharge: int


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line of an order, as it was named and priced then: yen with tax.

    Of `quantity` pieces so many have been `sent`, came back (`returned`), or never will be sent (`left_out`).
    """

    sku: str
    name: str
    quantity: int
    unit_price: int
    amount: int
    tax_rate: int
    options: tuple[OptionFacts, ...]
    sent: int
    returned: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What an order costs in yen."""

    subtotal: int
    discount: int
    points: int
    shipping: int
    fee: int
    total: int


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """How an order is paid."""

    method: str
    state: str
    paid_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class OrderRowFacts:
    """An order in a list, masked."""

    code: str
    state: StateName
    placed_at: dt.datetime
    total: int
    items: int
    payment: PaymentFacts
    delivery_date: dt.date | None
    is_on_hold: bool


@dataclass(frozen=True, slots=True)
class OrderList:
    """Orders, the oldest first; `next` is what to send as `after` for more, null at the end."""

    items: tuple[OrderRowFacts, ...]
    next: str | None


@dataclass(frozen=True, slots=True, repr=False)
class RecipientFacts:
    """To whom an order goes. Opened for a declared purpose, recorded, and readable for the person."""

    family_name: str
    given_name: str
    family_kana: str
    given_kana: str
    postal_code: str
    prefecture: str
    city: str
    street: str
    building: str
    telephone: str


@dataclass(frozen=True, slots=True)
class PieceFacts:
    """So many pieces of a line."""

    sku: str
    quantity: int


@dataclass(frozen=True, slots=True, repr=False)
class DestinationFacts:
    """An address of an order, what goes there, and its share of the shipping; most orders have one."""

    number: int
    goods: tuple[PieceFacts, ...]
    shipping: int
    delivery_date: dt.date | None
    delivery_slot: str
    carrier: str
    recipient: RecipientFacts | None


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """One order. `recipient` is null where it is masked: the token opens none, or the person is gone.

    `recipient`, `delivery_date` and `delivery_slot` are those of the first of its `destinations`.
    """

    code: str
    state: StateName
    placed_at: dt.datetime
    language: Language
    lines: tuple[LineFacts, ...]
    figures: Figures
    payment: PaymentFacts
    delivery_date: dt.date | None
    delivery_slot: str
    is_on_hold: bool
    recipient: RecipientFacts | None
    destinations: tuple[DestinationFacts, ...]


@dataclass(frozen=True, slots=True)
class OrderState:
    """How an order stands now."""

    code: str
    state: StateName


@dataclass(frozen=True, slots=True)
class ParcelFacts:
    """A parcel on its way and what is inside; its tracking number is null where it is masked.

    `destination` is the number of the order's address it went to.
    """

    carrier: str
    shipped_at: dt.datetime
    tracking_number: str | None
    inside: tuple[PieceFacts, ...]
    destination: int


@dataclass(frozen=True, slots=True)
class ParcelList:
    """The parcels of an order, as they left."""

    items: tuple[ParcelFacts, ...]


class NewPiece(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many pieces of what is left to send."""

    sku: Annotated[str, Meta(min_length=1, max_length=64)]
    quantity: Annotated[int, Meta(ge=1, le=10_000)]


class NewParcel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A parcel that is handed to a carrier now, with some pieces or, without `inside`, all that are left.

    `destination` is the number of the address; an order with several needs it.
    """

    carrier: Literal["yamato", "sagawa", "japan-post"]
    tracking_number: Annotated[str, Meta(pattern="^[0-9A-Z]{8,16}$")]
    inside: Annotated[tuple[NewPiece, ...], Meta(min_length=1, max_length=500)] | None = None
    destination: Annotated[int, Meta(ge=1, le=20)] | None = None
