"""What of a cart goes to which address, how it can be sent there, and what that costs."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import DeliveryAddress, GiftWords
from small_trades.shop.cart.queries import CartPage, LineView, parcel_of
from small_trades.shop.checkout.models import DraftDestination
from small_trades.shop.delivery.quote import Destination, Option, Quoted, quote_delivery
from small_trades.shop.orders.wording import delivery_words
from small_trades.shop.pricing.shapes import NO_CHARGE, Charge

Pieces = Mapping[int, int]
"""How many of each line of the cart, by the line's id; no line of which there is none."""


@dataclass(frozen=True, slots=True)
class Further:
    """One more address of a draft, and what was chosen for it; personal values are handles."""

    ship_to: privacy.Sealed[DeliveryAddress]
    gift: privacy.Sealed[GiftWords] | None
    region: str
    is_remote: bool
    carrier: str
    delivery_date: dt.date | None
    delivery_slot: str

    @classmethod
    def of(cls, row: DraftDestination) -> Self:
        """As it stands in the table."""
        return cls(**{name: getattr(row, name) for name in cls.__slots__})


class Chosen(Protocol):
    """An address by its zone, and what was chosen for it: the draft's own, or one more."""

    @property
    def region(self) -> str:
        """The zone of delivery."""

    @property
    def is_remote(self) -> bool:
        """Whether it is on an island."""

    @property
    def carrier(self) -> str:
        """Who carries the parcel; empty until it is chosen."""

    @property
    def delivery_date(self) -> dt.date | None:
        """The day."""

    @property
    def delivery_slot(self) -> str:
        """The time of day."""


class Divided(Chosen, Protocol):
    """A draft, as far as it matters here."""

    @property
    def divided(self) -> dict[str, list[int]] | None:
        """How many pieces of each line go to which address."""

    @property
    def destinations(self) -> Sequence[Further]:
        """The addresses beside its own."""


@dataclass(frozen=True, slots=True)
class Goods:
    """So many pieces of a line, by its place among the lines of the cart."""

    position: int
    name: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Part:
    """What goes to one address, counted from one.

    `way` is the one that was chosen, the first until one is, None where there is none; `shipping` is its fee
    in yen, free or not by what these goods come to.
    """

    number: int
    goods: tuple[Goods, ...]
    worth: int
    ways: Quoted
    way: Option | None
    chosen: Chosen

    @property
    def shipping(self) -> int:
        """The fee for the delivery there."""
        return self.way.charge.due(self.worth) if self.way else 0

    @property
    def delivery(self) -> str:
        """When it is wished for, in words."""
        return delivery_words(self.chosen.delivery_date, self.chosen.delivery_slot)

    @property
    def can_be_delivered(self) -> bool:
        """Whether the carrier, the day and the time that were chosen are still to be had."""
        way, chosen = self.way, self.chosen
        if way is None or chosen.carrier not in {"", way.carrier}:
            return False
        has_day = chosen.delivery_date is None or chosen.delivery_date in way.days
        return has_day and chosen.delivery_slot in {"", *way.slots}

    @property
    def is_urgent(self) -> bool:
        """Whether it is wished for on the first day there is."""
        return self.way is not None and self.chosen.delivery_date == self.way.earliest


def parts_of(page: CartPage, draft: Divided) -> tuple[Part, ...]:
    """A part for each address of a draft; none where the cart is not divided among them exactly."""
    places: list[Chosen] = [draft, *draft.destinations]
    divided = division(page.lines, draft)
    if divided is None:
        return ()
    pairs = enumerate(zip(places, divided, strict=True), start=1)
    return tuple(_part(number, page, chosen, pieces) for number, (chosen, pieces) in pairs)


def division(lines: Sequence[LineView], draft: Divided) -> tuple[Pieces, ...] | None:
    """The pieces for each address; None where they are not exactly the cart, or an address gets none."""
    if not draft.destinations:
        return ({line.id: line.quantity for line in lines},)
    count = 1 + len(draft.destinations)
    rows = {line.id: shares(draft, line.id) for line in lines}
    if any(
        len(row) != count or sum(row) != line.quantity for line, row in zip(lines, rows.values(), strict=True)
    ):
        return None
    parts = tuple({line: row[at] for line, row in rows.items() if row[at]} for at in range(count))
    return parts if all(parts) else None


def shares(draft: Divided, line_id: int) -> list[int]:
    """How many pieces of a line go to each address, as it was typed last; nothing for a new line."""
    count = 1 + len(draft.destinations)
    return (draft.divided or {}).get(str(line_id), [0] * count)


def shipping_of(parts: Sequence[Part]) -> Charge:
    """What the parts cost together; nothing while one of them cannot be sent.

    Each is free by itself: what goes to one address makes no other parcel free.
    """
    ways = [part.way for part in parts]
    if len(ways) == 1 and ways[0] is not None:
        return ways[0].charge
    if not all(ways):
        return NO_CHARGE
    return Charge(amount=sum(part.shipping for part in parts))


def _part(number: int, page: CartPage, chosen: Chosen, pieces: Pieces) -> Part:
    lines = [(at, line) for at, line in enumerate(page.lines) if line.id in pieces]
    to = Destination(chosen.region, chosen.is_remote)
    ways = quote_delivery(parcel_of(page, pieces), to, page.delivery, _leaves([line for _at, line in lines]))
    return Part(
        number=number,
        goods=tuple(Goods(at, line.item.full_name, pieces[line.id]) for at, line in lines),
        worth=sum(line.unit_price * pieces[line.id] for _at, line in lines),
        ways=ways,
        way=ways.option(chosen.carrier) or next(iter(ways.options), None),
        chosen=chosen,
    )


def _leaves(lines: Sequence[LineView]) -> dt.datetime:
    """When the parcel can be made ready from: now, or the day of the last of its pre-orders."""
    now = timezone.localtime()
    waits = max((line.item.ships_on for line in lines if line.item.ships_on), default=None)
    if waits is None or waits <= now.date():
        return now
    return timezone.make_aware(dt.datetime.combine(waits, dt.time.min))
