"""What an order looks like from outside. Personal values are handles: whoever shows them opens them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from small_trades import privacy
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
from small_trades.shop.kernel.money import Rounding, TaxRate
from small_trades.shop.orders.carriers import Carrier
from small_trades.shop.orders.holds import HOLD_END_WORDS, Because, HoldEnd
from small_trades.shop.orders.papers import PROVISO_WORDS, DocumentKind, documents_of, refunds_documented
from small_trades.shop.orders.queries.destination_shapes import (
    DestinedGoods,
    OrderDestination,
    PrintedLabel,
)
from small_trades.shop.orders.states import (
    ON_A_HOSTED_PAGE,
    CancelReason,
    OrderState,
    PaymentMethod,
    PaymentState,
    RefundState,
)
from small_trades.shop.orders.timeline import STAFF_ONLY, EventKind, ahead_of
from small_trades.shop.pricing.shapes import Quote

Words = str | Promise


@dataclass(frozen=True, slots=True)
class OrderedOption:
    """What was chosen with each piece of a line, in the page's language; `words` opens to what was typed."""

    id: UUID
    name: str
    choice_name: str
    surcharge: int
    words: privacy.Sealed[OrderWords] | None

    @property
    def label(self) -> str:
        """Option and choice as one name."""
        return f"{self.name}: {self.choice_name}" if self.choice_name else self.name


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """One line in the page's language; prices in yen with tax."""

    variant_id: int
    sku: str
    product_name: str
    variant_name: str
    unit_price: int
    usual_price: int | None
    quantity: int
    amount: int
    tax_rate: int
    position: int
    returned: int
    sent: int
    left_out: int
    options: tuple[OrderedOption, ...] = ()

    @property
    def left(self) -> int:
        """How many pieces are with the customer: they have left, and are not back."""
        return self.sent - self.returned

    @property
    def unsent(self) -> int:
        """How many pieces are still to be sent."""
        return self.quantity - self.sent - self.left_out

    @property
    def name(self) -> str:
        """Product and variant as one name."""
        return f"{self.product_name} {self.variant_name}".strip()

    @property
    def is_reduced_tax(self) -> bool:
        """Whether the reduced rate applies (軽減税率対象)."""
        return self.tax_rate == 8  # noqa: PLR2004 - percent


@dataclass(frozen=True, slots=True)
class OrderSummary:
    """One order in a list of its customer's."""

    id: UUID
    code: str
    placed_at: dt.datetime
    state: OrderState
    state_name: Words
    total: int
    lines: tuple[OrderedLine, ...]
    can_cancel: bool
    can_pay: bool
    is_on_hold: bool


@dataclass(frozen=True, slots=True)
class Hold:
    """A time that the order waited for somebody to look at it; `end` is None while it does."""

    since: dt.datetime
    because: tuple[Because, ...]
    ended_at: dt.datetime | None
    end: HoldEnd | None

    @property
    def end_name(self) -> Words:
        """How it ended; empty while it has not."""
        return HOLD_END_WORDS[self.end] if self.end else ""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Some pieces of the line at `position`, named in the page's language."""

    position: int
    sku: str
    name: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Parcel:
    """One shipment and what is `inside`; `tracking` opens to a TrackingNumber.

    `number` is that of the address it went to, counted from one.
    """

    id: UUID

    carrier: Carrier
    shipped_at: dt.datetime
    tracking: privacy.Sealed[TrackingNumber]
    inside: tuple[Pieces, ...]
    number: int = 1


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline."""

    kind: EventKind
    name: Words
    at: dt.datetime
    actor_kind: str
    role: str
    staff_id: UUID | None


@dataclass(frozen=True, slots=True)
class RefundStatus:
    """Money that goes back, in yen. `is_by_hand`: the desk transfers it and then says so.

    `goods` is what was paid for the goods that came off, by rate, and `pieces` how many of the lines at their
    positions; None and empty where money went back for no goods.
    """

    id: UUID
    amount: int
    reason_name: Words
    state: RefundState
    state_name: Words
    begun_at: dt.datetime
    ended_at: dt.datetime | None
    is_by_hand: bool
    goods: Mapping[TaxRate, int] | None = None
    pieces: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaymentStatus:
    """How an order is paid; `reference` opens to a PaymentReference where a provider gave one.

    `refundable` yen were paid and are not on their way back.
    """

    method: PaymentMethod
    method_name: Words
    state: PaymentState
    state_name: Words
    attempts: int
    paid_at: dt.datetime | None
    reference: privacy.Sealed[PaymentReference] | None
    refundable: int
    refunds: tuple[RefundStatus, ...]

    @property
    def is_hosted(self) -> bool:
        """Whether it is paid on the provider's page."""
        return self.method in ON_A_HOSTED_PAGE

    @property
    def is_all_back(self) -> bool:
        """Whether all that was paid went back, or is on its way."""
        return bool(self.refunds) and not self.refundable


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Everything about one order."""

    id: UUID
    code: str
    subject: UUID
    customer_id: UUID | None
    language: str
    state: OrderState
    state_name: Words
    cancel_reason: CancelReason | None
    placed_at: dt.datetime
    expires_at: dt.datetime | None
    name: privacy.Sealed[PersonName]
    email: privacy.Sealed[EmailAddress]
    ship_to: privacy.Sealed[DeliveryAddress]
    note: privacy.Sealed[OrderNote] | None
    gift: privacy.Sealed[GiftWords] | None
    delivery_date: dt.date | None
    slot: str
    carrier: str
    delivery_slot: Words
    lines: tuple[OrderedLine, ...]
    quote: Quote
    rounding: Rounding
    coupon_code: str
    payment: PaymentStatus
    parcels: tuple[Parcel, ...]
    destinations: tuple[OrderDestination, ...]
    timeline: tuple[Happening, ...]
    policy_version: int
    terms_version: int
    can_cancel: bool
    can_pay: bool
    can_pack: bool
    can_hold: bool
    is_given_back: bool
    can_take_in: bool
    can_leave_out: bool
    return_until: dt.datetime | None
    can_replace: bool
    replaces: str
    replaced_by: tuple[str, ...]
    held_since: dt.datetime | None
    holds: tuple[Hold, ...]

    @property
    def offers_return(self) -> bool:
        """Whether its page leads to asking for a return, or to what was asked."""
        is_open = self.return_until is not None and timezone.now() < self.return_until
        was_asked = any(one.kind == EventKind.RETURN_ASKED for one in self.timeline)
        return was_asked or (is_open and any(line.left for line in self.lines))

    @property
    def has_several(self) -> bool:
        """Whether it goes to several addresses."""
        return len(self.destinations) > 1

    @property
    def places(self) -> dict[tuple[int, str], privacy.Sealed[Any]]:
        """Where its parcels go and what goes into them, by the number of the address and the column."""
        held = {
            (one.number, column): value
            for one in self.destinations
            for column, value in (("ship_to", one.ship_to), ("gift", one.gift))
        }
        return {key: value for key, value in held.items() if value is not None}

    def goods_of(self, number: int | None) -> tuple[DestinedGoods, ...]:
        """What goes to the address of a number; nothing where there is none."""
        return next((one.goods for one in self.destinations if one.number == number), ())

    @property
    def label(self) -> PrintedLabel | None:
        """The label for its own address."""
        return self.destinations[0].label

    @property
    def is_on_hold(self) -> bool:
        """Whether somebody has to look at it before it goes on."""
        return self.held_since is not None

    @property
    def words(self) -> dict[UUID, privacy.Sealed[OrderWords]]:
        """What was typed for options, by their ids, in the order of the lines."""
        options = (option for line in self.lines for option in line.options)
        return {option.id: option.words for option in options if option.words is not None}

    @property
    def unsent(self) -> int:
        """How many pieces are still to be sent."""
        return sum(line.unsent for line in self.lines)

    @property
    def sent(self) -> int:
        """How many pieces have left."""
        return sum(line.sent for line in self.lines)

    @property
    def is_partly_sent(self) -> bool:
        """Whether some pieces have left, and others are still being packed."""
        return self.state == OrderState.PACKING and bool(self.parcels)

    @property
    def can_split(self) -> bool:
        """Whether it can leave in several parcels: not where the carrier collects the whole sum with one."""
        return self.unsent > 1 and self.payment.method != PaymentMethod.CASH

    @property
    def documents(self) -> tuple[DocumentKind, ...]:
        """The documents of the order itself that can be issued now."""
        return documents_of(self)

    @property
    def provisos(self) -> tuple[tuple[str, Words], ...]:
        """What a receipt may say the money was for."""
        return tuple((proviso.value, words) for proviso, words in PROVISO_WORDS.items())

    @property
    def documented_refunds(self) -> tuple[RefundStatus, ...]:
        """The refunds that a return invoice can be issued for."""
        return refunds_documented(self)

    @property
    def public_timeline(self) -> tuple[Happening, ...]:
        """The timeline without what is for the desk alone."""
        return tuple(happening for happening in self.timeline if happening.kind not in STAFF_ONLY)

    @property
    def ahead(self) -> tuple[Words, ...]:
        """What is still to come: nothing of what was paid back."""
        if self.is_given_back:
            return ()
        return ahead_of(self.state, is_cash=self.payment.method == PaymentMethod.CASH)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order in the desk's list, unopened; `days_wished` by its addresses, None: as soon as possible."""

    id: UUID
    code: str
    placed_at: dt.datetime
    state: OrderState
    state_name: Words
    payment_method: PaymentMethod
    payment_method_name: Words
    payment_state: PaymentState
    payment_state_name: Words
    total: int
    items: int
    days_wished: tuple[dt.date | None, ...]
    expires_at: dt.datetime | None
    name: privacy.Sealed[PersonName]
    is_member: bool
    held_since: dt.datetime | None
    addresses: int = 1
