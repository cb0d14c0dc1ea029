"""An address of an order from outside, with what goes there. Personal values are handles."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from small_trades import privacy
from small_trades.policy.groups import DeliveryAddress, GiftWords, TrackingNumber
from small_trades.shop.orders.carriers import Carrier
from small_trades.shop.orders.wording import delivery_words


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """A label that was printed and has not left; `outdated_at`: since when it must be printed anew."""

    carrier: Carrier
    printed_at: dt.datetime
    outdated_at: dt.datetime | None
    tracking: privacy.Sealed[TrackingNumber]


@dataclass(frozen=True, slots=True)
class DestinedGoods:
    """Pieces of the line at `position` that go to an address; of them, `unsent` are still to be sent."""

    position: int
    sku: str
    name: str
    quantity: int
    unsent: int


@dataclass(frozen=True, slots=True)
class OrderDestination:
    """One address of an order, counted from one; `shipping` is its share of the order's, in yen with tax.

    `id` is None for the first, which is the order's own and of most orders the only one.
    """

    number: int
    id: UUID | None
    ship_to: privacy.Sealed[DeliveryAddress]
    gift: privacy.Sealed[GiftWords] | None
    delivery_date: dt.date | None
    slot: str
    delivery_slot: str | Promise
    carrier: str
    shipping: int
    goods: tuple[DestinedGoods, ...]
    label: PrintedLabel | None

    @property
    def unsent(self) -> int:
        """How many pieces are still to be sent there."""
        return sum(one.unsent for one in self.goods)

    @property
    def delivery(self) -> str:
        """When its parcel is wished for, in words."""
        return delivery_words(self.delivery_date, self.slot)
