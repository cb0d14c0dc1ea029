"""What the steps show. Nothing is opened but what the customer typed, to be shown to them again."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import BILLING, DELIVERY, PREFILL
from small_trades.policy.groups import DeliveryAddress, EmailAddress, OrderNote, PersonName
from small_trades.shop.cart.queries import LineView, cart_page
from small_trades.shop.checkout.models import Draft
from small_trades.shop.checkout.terms import Wish, terms
from small_trades.shop.orders.delivery import FEES, dates_offered, region_by_id
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.pricing.errors import PricingError
from small_trades.shop.pricing.shapes import Priced, Quote
from small_trades.shop.promotions.queries import CouponOffer, coupon_by_id


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
    region: str
    has_delivery: bool
    delivery_date: dt.date | None
    delivery_slot: str
    payment_method: str
    coupon_id: int | None
    points: int
    seen: str
    revision: int


@dataclass(frozen=True, slots=True)
class Basket:
    """What is being bought, at the prices of now. `quote` has no delivery fee while the region is unknown.

    `refused` is why the coupon or the points that were chosen cannot be had; the figures are without them.
    """

    cart_id: UUID
    lines: tuple[LineView, ...]
    priced: Priced
    is_shipping_known: bool
    can_check_out: bool
    coupon: CouponOffer | None = None
    refused: PricingError | None = None

    @property
    def quote(self) -> Quote:
        """Its figures."""
        return self.priced.quote

    @property
    def ships_on(self) -> dt.date | None:
        """The day on which the last of its pre-orders is sent; one parcel waits for all of them."""
        return max((line.item.ships_on for line in self.lines if line.item.ships_on), default=None)

    @property
    def fingerprint(self) -> str:
        """Changes whenever a variant, quantity or price does."""
        lines = [(line.item.variant_id, line.quantity, line.unit_price) for line in self.lines]
        return hashlib.sha256(json.dumps(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True, repr=False)
class Entered:
    """What the customer entered, opened to be shown to them."""

    name: PersonName
    email: EmailAddress
    ship_to: DeliveryAddress
    note: OrderNote | None


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
    region = draft.region if draft else None
    purchase = replace(page.purchase, shipping=FEES.to(region))
    made = terms(purchase, draft, wish)
    return Basket(
        cart_id,
        page.lines,
        made.priced,
        region is not None,
        page.can_check_out,
        made.coupon,
        made.refused,
    )


def days_offered(region: str, *, ships_on: dt.date | None = None) -> tuple[dt.date, ...]:
    """The days on which a parcel can arrive in a region when it is ordered now, or waits for a pre-order."""
    now = timezone.localtime()
    if ships_on is not None and ships_on > now.date():
        now = timezone.make_aware(dt.datetime.combine(ships_on, dt.time.min))
    return dates_offered(now, region_by_id(region))


def entered_before(draft: DraftView) -> Entered | None:
    """What was entered, to fill the form in again; None where the member had that stopped."""
    values = (draft.name, draft.email, draft.ship_to, draft.note)
    name, email, ship_to, note = privacy.use(values, purpose=PREFILL, skip_closed=True)
    return None if name is None else Entered(name, email, ship_to, note)


def entered_to_confirm(draft: DraftView) -> Entered:
    """What was entered, for the final confirmation: who is billed, and where the parcel goes."""
    name, email = privacy.use((draft.name, draft.email), purpose=BILLING)
    ship_to, note = privacy.use((draft.ship_to, draft.note), purpose=DELIVERY)
    return Entered(name, email, ship_to, note)


def coupon_code(draft: DraftView) -> str:
    """The code of the coupon that was chosen; empty where there is none any more."""
    try:
        return coupon_by_id(draft.coupon_id).code if draft.coupon_id is not None else ""
    except PricingError:
        return ""


def chosen_method(draft: DraftView) -> PaymentMethod:
    """How the customer wants to pay. ValueError where nothing is chosen yet."""
    return PaymentMethod(draft.payment_method)
