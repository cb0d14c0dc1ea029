"""What the steps show. Nothing is opened but what the customer typed, to be shown to them again."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

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
from small_trades.shop.cart.queries import LineView, cart_page
from small_trades.shop.checkout.models import Draft, DraftWords
from small_trades.shop.checkout.parts import Further, Part, parts_of, shipping_of
from small_trades.shop.checkout.terms import Wish, terms
from small_trades.shop.delivery.quote import cash_fee
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
    divided: dict[str, list[int]] | None
    seen: str
    revision: int
    destinations: tuple[Further, ...] = ()


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

    `parts` are what goes to which address; none without an address, or while the cart is not divided among
    several exactly. `cash_fee` is for collecting cash, None where nobody does.

    `refused` is why the coupon or the points that were chosen cannot be had; the figures are without them.
    """

    cart_id: UUID
    lines: tuple[LineView, ...]
    priced: Priced
    can_check_out: bool
    delivery: Rules
    parts: tuple[Part, ...] = ()
    cash_fee: int | None = None
    coupon: CouponOffer | None = None
    refused: PricingError | None = None

    @property
    def is_shipping_known(self) -> bool:
        """Whether the figures have the fee of delivery."""
        return bool(self.parts) and all(part.way is not None for part in self.parts)

    @property
    def has_several(self) -> bool:
        """Whether it goes to several addresses."""
        return len(self.parts) > 1

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
    others: tuple[tuple[DeliveryAddress, GiftWords | None], ...] = ()

    @property
    def places(self) -> tuple[tuple[DeliveryAddress, GiftWords | None], ...]:
        """Every address with what goes into its parcel, the first first."""
        return (self.ship_to, self.gift), *self.others

    @property
    def gifts(self) -> tuple[GiftWords, ...]:
        """What goes into the parcels."""
        return tuple(gift for _to, gift in self.places if gift is not None)


def draft_view(draft_id: UUID, customer_id: UUID | None) -> DraftView | None:
    """The draft of this browser, while the same customer, or nobody, is signed in."""
    draft = Draft.objects.filter(pk=draft_id, customer_id=customer_id).first()
    if draft is None:
        return None
    plain = {name: getattr(draft, name) for name in DraftView.__slots__ if name != "destinations"}
    others = draft.destinations.all()
    return DraftView(**plain, destinations=tuple(Further.of(other) for other in others))


def is_placed(draft_id: UUID) -> bool:
    """Whether a draft became its order."""
    return Order.objects.filter(pk=draft_id).exists()


def basket(cart_id: UUID, draft: DraftView | None, wish: Wish | None = None) -> Basket:
    """The cart as a draft has it: delivery to its region, its coupon, its points, or those of a `wish`."""
    page = cart_page(cart_id)
    parts = parts_of(page, draft) if draft else ()
    purchase = replace(page.purchase, shipping=shipping_of(parts))
    made = terms(purchase, draft, wish)
    way = parts[0].way if len(parts) == 1 else None
    cash = cash_fee(made.priced.quote.total, draft.region, way, page.delivery) if way and draft else None
    if cash is not None and draft is not None and draft.payment_method == PaymentMethod.CASH:
        made = terms(replace(purchase, fee=Charge(amount=cash)), draft, wish)
    return Basket(
        cart_id,
        page.lines,
        made.priced,
        page.can_check_out,
        page.delivery,
        parts,
        cash,
        made.coupon,
        made.refused,
    )


def entered_before(draft: DraftView) -> Entered | None:
    """What was entered, to fill the form in again; None where the member had that stopped."""
    values = (draft.name, draft.email, draft.ship_to, draft.note)
    name, email, ship_to, note = privacy.use(values, purpose=PREFILL, skip_closed=True)
    return None if name is None else Entered(name, email, ship_to, note)


def entered_to_confirm(draft: DraftView) -> Entered:
    """What was entered, for the final confirmation: who is billed, what is written, where the parcel goes."""
    kept = sealed_words(draft)
    name, email = privacy.use((draft.name, draft.email), purpose=BILLING)
    places = [value for other in draft.destinations for value in (other.ship_to, other.gift)]
    ship_to, note, gift, *more = privacy.use(
        (draft.ship_to, draft.note, draft.gift, *places, *kept.values()), purpose=DELIVERY
    )
    others, words = more[: len(places)], more[len(places) :]
    return Entered(
        name,
        email,
        ship_to,
        note,
        gift,
        dict(zip(kept, words, strict=True)),
        tuple(zip(others[::2], others[1::2], strict=True)),
    )


def addresses(draft: DraftView) -> tuple[DeliveryAddress, ...]:
    """Where the parcels go, to tell several of them apart."""
    sealed = [draft.ship_to, *(other.ship_to for other in draft.destinations)]
    return tuple(privacy.use(sealed, purpose=DELIVERY))


def words_before(draft: DraftView) -> tuple[dict[WordsKey, OrderWords], list[GiftWords | None]]:
    """What was typed for options and each present, to fill the form in; nothing where that was stopped."""
    kept = sealed_words(draft)
    gifts = [draft.gift, *(other.gift for other in draft.destinations)]
    opened = privacy.use((*gifts, *kept.values()), purpose=PREFILL, skip_closed=True)
    words = zip(kept, opened[len(gifts) :], strict=True)
    return {key: typed for key, typed in words if typed is not None}, list(opened[: len(gifts)])


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
    gifts = [draft.gift, *(other.gift for other in draft.destinations)]
    wishes = gift_wishes() if any(gift is not None for gift in gifts) else GiftWishes()
    return [[(*each.key, each.longest) for each in basket.asked], wishes.has_noshi, wishes.has_message]


def is_still_offered(entered: Entered, basket: Basket) -> bool:
    """Whether everything that was typed for goods and parcel can still be had as it was typed."""
    asked = (each for each in basket.asked if each.key in entered.words)
    fits = all(len(entered.words[each.key].text) <= each.longest for each in asked)
    return fits and (not entered.gifts or all(map(gift_wishes().hold, entered.gifts)))


def coupon_code(draft: DraftView) -> str:
    """The code of the coupon that was chosen; empty where there is none any more."""
    try:
        return coupon_by_id(draft.coupon_id).code if draft.coupon_id is not None else ""
    except PricingError:
        return ""


def chosen_method(draft: DraftView) -> PaymentMethod:
    """How the customer wants to pay. ValueError where nothing is chosen yet."""
    return PaymentMethod(draft.payment_method)
