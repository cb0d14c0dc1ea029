"""What the steps show. Nothing is opened but what the customer typed, to be shown to them again."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import BILLING, DELIVERY, PREFILL
from small_trades.policy.groups import (
    DeliveryAddress,
    EmailAddress,
    GiftWords,
    OrderNote,
    OrderWords,
    PersonName,
)
from small_trades.shop.cart.queries import CartPage, LineView, cart_page
from small_trades.shop.checkout.models import Draft, DraftWords
from small_trades.shop.checkout.terms import Wish, terms
from small_trades.shop.delivery.quote import Destination, Option, Quoted, cash_fee, quote_delivery
from small_trades.shop.delivery.rules import Rules
from small_trades.shop.options.queries import GiftWishes, gift_wishes
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.pricing.errors import PricingError
from small_trades.shop.pricing.shapes import Charge, Priced, Quote
from small_trades.shop.promotions.queries import CouponOffer, coupon_by_id

WordsKey = tuple[int, int]
"""A line of the cart and an option of it."""


@dataclass(frozen=True, slots=True)
class DraftView:
    """How far a customer is; personal values are handles."""

    id: UUID
    cart_id: UUID
    subject: UUID
    customer_id: UUID | None
    name: privacy.Sealed[PersonName]
    email: privacy.Sealed[EmailAddress]
    ship_to: privacy.Sealed[DeliveryAddress]
    note: privacy.Sealed[OrderNote] | None
    gift: privacy.Sealed[GiftWords] | None
    region: str
    is_remote: bool
    rules: int
    carrier: str
    has_delivery: bool
    delivery_date: dt.date | None
    delivery_slot: str
    payment_method: str
    coupon_id: int | None
    points: int
    seen: str
    revision: int


@dataclass(frozen=True, slots=True)
class AskedWords:
    """Something to be written on each piece of a line, in at most `longest` characters."""

    line_id: int
    option_id: int
    goods: str
    option: str
    longest: int
    quantity: int

    @property
    def key(self) -> WordsKey:
        """By what it is told from the others."""
        return self.line_id, self.option_id


@dataclass(frozen=True, slots=True)
class Basket:
    """What is being bought, at the prices of now. `quote` has no delivery fee while the address is unknown.

    `ways` are those in which it can be delivered, None without an address; `way` is the one that was chosen,
    the first until one is, or None where there is none. `cash_fee` is for collecting cash, None where nobody
    does.

    `refused` is why the coupon or the points that were chosen cannot be had; the figures are without them.
    """

    cart_id: UUID
    lines: tuple[LineView, ...]
    priced: Priced
    can_check_out: bool
    delivery: Rules
    ways: Quoted | None = None
    way: Option | None = None
    cash_fee: int | None = None
    coupon: CouponOffer | None = None
    refused: PricingError | None = None

    @property
    def is_shipping_known(self) -> bool:
        """Whether the figures have the fee of delivery."""
        return self.way is not None

    @property
    def quote(self) -> Quote:
        """Its figures."""
        return self.priced.quote

    @property
    def asked(self) -> tuple[AskedWords, ...]:
        """What is to be written on what is bought, line by line."""
        return tuple(
            AskedWords(
                line.id, one.offer.id, line.item.full_name, one.offer.name, one.offer.longest, line.quantity
            )
            for line in self.lines
            for one in line.settled.wordy
        )

    @property
    def ships_on(self) -> dt.date | None:
        """The day on which the last of its pre-orders is sent; one parcel waits for all of them."""
        return max((line.item.ships_on for line in self.lines if line.item.ships_on), default=None)

    @property
    def fingerprint(self) -> str:
        """Changes whenever a variant, an option, a quantity or a price does."""
        lines = [(line.item.variant_id, line.options, line.quantity, line.unit_price) for line in self.lines]
        return hashlib.sha256(json.dumps(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True, repr=False)
class Entered:
    """What the customer entered, opened to be shown to them."""

    name: PersonName
    email: EmailAddress
    ship_to: DeliveryAddress
    note: OrderNote | None
    gift: GiftWords | None = None
    words: Mapping[WordsKey, OrderWords] = field(default_factory=dict)


def draft_view(draft_id: UUID, customer_id: UUID | None) -> DraftView | None:
    """The draft of this browser, while the same customer, or nobody, is signed in."""
    draft = Draft.objects.filter(pk=draft_id, customer_id=customer_id).first()
    if draft is None:
        return None
    return DraftView(**{name: getattr(draft, name) for name in DraftView.__slots__})


def is_placed(draft_id: UUID) -> bool:
    """Whether a draft became its order."""
    return Order.objects.filter(pk=draft_id).exists()


def basket(cart_id: UUID, draft: DraftView | None, wish: Wish | None = None) -> Basket:
    """The cart as a draft has it: delivery to its region, its coupon, its points, or those of a `wish`."""
    page = cart_page(cart_id)
    ways = _ways(page, draft) if draft else None
    way = _way(ways, draft) if ways and draft else None
    purchase = replace(page.purchase, shipping=way.charge) if way else page.purchase
    made = terms(purchase, draft, wish)
    cash = cash_fee(made.priced.quote.total, draft.region, way, page.delivery) if way and draft else None
    if cash is not None and draft is not None and draft.payment_method == PaymentMethod.CASH:
        made = terms(replace(purchase, fee=Charge(amount=cash)), draft, wish)
    return Basket(
        cart_id,
        page.lines,
        made.priced,
        page.can_check_out,
        page.delivery,
        ways,
        way,
        cash,
        made.coupon,
        made.refused,
    )


def _ways(page: CartPage, draft: DraftView) -> Quoted:
    to = Destination(draft.region, draft.is_remote)
    return quote_delivery(page.parcel, to, page.delivery, _leaves(page))


def _leaves(page: CartPage) -> dt.datetime:
    """When the parcel can be made ready from: now, or the day of the last of its pre-orders."""
    now = timezone.localtime()
    waits = max((line.item.ships_on for line in page.lines if line.item.ships_on), default=None)
    if waits is None or waits <= now.date():
        return now
    return timezone.make_aware(dt.datetime.combine(waits, dt.time.min))


def _way(ways: Quoted, draft: DraftView) -> Option | None:
    """The way that was chosen while there is one, else the first to be offered."""
    return ways.option(draft.carrier) or next(iter(ways.options), None)


def entered_before(draft: DraftView) -> Entered | None:
    """What was entered, to fill the form in again; None where the member had that stopped."""
    values = (draft.name, draft.email, draft.ship_to, draft.note)
    name, email, ship_to, note = privacy.use(values, purpose=PREFILL, skip_closed=True)
    return None if name is None else Entered(name, email, ship_to, note)


def entered_to_confirm(draft: DraftView) -> Entered:
    """What was entered, for the final confirmation: who is billed, what is written, where the parcel goes."""
    kept = sealed_words(draft)
    name, email = privacy.use((draft.name, draft.email), purpose=BILLING)
    ship_to, note, gift, *words = privacy.use(
        (draft.ship_to, draft.note, draft.gift, *kept.values()), purpose=DELIVERY
    )
    return Entered(name, email, ship_to, note, gift, dict(zip(kept, words, strict=True)))


def words_before(draft: DraftView) -> tuple[dict[WordsKey, OrderWords], GiftWords | None]:
    """What was typed for options and presents, to fill the form in; nothing where that was stopped."""
    kept = sealed_words(draft)
    gift, *words = privacy.use((draft.gift, *kept.values()), purpose=PREFILL, skip_closed=True)
    return {key: typed for key, typed in zip(kept, words, strict=True) if typed is not None}, gift


def sealed_words(draft: DraftView) -> dict[WordsKey, privacy.Sealed[OrderWords]]:
    """What was typed for options, unopened."""
    rows = DraftWords.objects.filter(draft=draft.id).order_by("line_id", "option_id")
    return {(row.line_id, row.option_id): row.words for row in rows}


def has_all_words(draft: DraftView, basket: Basket) -> bool:
    """Whether something was typed for everything that is to be written."""
    if not basket.asked:
        return True
    kept = set(DraftWords.objects.filter(draft=draft.id).values_list("line_id", "option_id"))
    return {asked.key for asked in basket.asked} <= kept


def limits_of_words(draft: DraftView, basket: Basket) -> list[object]:
    """What decides whether words can be had as typed: how long each may be, what goes with a parcel."""
    wishes = gift_wishes() if draft.gift is not None else GiftWishes()
    return [[(*each.key, each.longest) for each in basket.asked], wishes.has_noshi, wishes.has_message]


def is_still_offered(entered: Entered, basket: Basket) -> bool:
    """Whether everything that was typed for goods and parcel can still be had as it was typed."""
    asked = (each for each in basket.asked if each.key in entered.words)
    fits = all(len(entered.words[each.key].text) <= each.longest for each in asked)
    return fits and (entered.gift is None or gift_wishes().hold(entered.gift))


def coupon_code(draft: DraftView) -> str:
    """The code of the coupon that was chosen; empty where there is none any more."""
    try:
        return coupon_by_id(draft.coupon_id).code if draft.coupon_id is not None else ""
    except PricingError:
        return ""


def chosen_method(draft: DraftView) -> PaymentMethod:
    """How the customer wants to pay. ValueError where nothing is chosen yet."""
    return PaymentMethod(draft.payment_method)
