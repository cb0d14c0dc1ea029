"""Several orders at once: each is done by itself; one that cannot be stays as it was, with the reason."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.label import TrackingNumberError
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.ship import (
    KnownNumberError,
    LabelOutdatedError,
    SeveralDestinationsError,
    ship,
    ship_printed,
)
from small_trades.shop.orders.models import Label, Order
from small_trades.shop.orders.rules import can_pack, is_given_back
from small_trades.shop.orders.states import OrderState

MOST: Final = 100
"""Orders done at once: two pages of the list."""


class Deed(StrEnum):
    """What is done with the chosen orders."""

    PACK = "pack"
    SLIPS = "slips"
    LABELS = "labels"
    SHIP = "ship"


class Snag(StrEnum):
    """Why an order is left as it was."""

    GONE = "gone"
    ON_HOLD = "on-hold"
    GIVEN_BACK = "given-back"
    NOT_READY = "not-ready"
    NOT_TO_SEND = "not-to-send"
    NOT_PACKED = "not-packed"
    NO_LABEL = "no-label"
    OUTDATED = "outdated"
    SEVERAL = "several"
    KNOWN = "known"
    NO_NUMBER = "no-number"
    NOT_TAKEN = "not-taken"
    SHUT = "shut"


@dataclass(frozen=True, slots=True)
class Outcome:
    """An order, and what keeps it from being done; None: it was done, or can be. `has_label`: to ship by."""

    code: str
    snag: Snag | None
    has_label: bool = False


@dataclass(frozen=True, slots=True)
class ToShip:
    """An order with what was typed for it; without a number it goes under the one on its label."""

    code: str
    carrier: str
    number: str = field(repr=False)


def look(codes: Iterable[str], deed: Deed) -> tuple[Outcome, ...]:
    """What would become of each order. Opens nothing and changes nothing."""
    wanted = list(dict.fromkeys(codes))[:MOST]
    rows = Order.objects.filter(code__in=wanted).prefetch_related("labels", "destinations")
    found = {order.code: order for order in rows}
    return tuple(_looked_at(code, found.get(code), deed) for code in wanted)


def pack_several(codes: Iterable[str]) -> tuple[Outcome, ...]:
    """Begin to pack each order that is ready for it."""
    return tuple(
        outcome if outcome.snag else Outcome(outcome.code, _try(outcome.code, Deed.PACK, pack))
        for outcome in look(codes, Deed.PACK)
    )


def ship_several(orders: Sequence[ToShip]) -> tuple[Outcome, ...]:
    """Ship what is left of each order under its number; the customers of those are told by mail."""
    looked_at = {outcome.code: outcome for outcome in look((order.code for order in orders), Deed.SHIP)}
    typed = {order.code: order for order in orders}
    return tuple(_shipped(outcome, typed[code]) for code, outcome in looked_at.items())


def _shipped(outcome: Outcome, typed: ToShip) -> Outcome:
    if outcome.snag:
        return outcome
    if not typed.number and not outcome.has_label:
        return Outcome(outcome.code, Snag.NO_NUMBER)

    def verb(order_id: UUID) -> None:
        if typed.number:
            ship(order_id, carrier=typed.carrier, tracking_number=typed.number)
        else:
            ship_printed(order_id)

    return Outcome(outcome.code, _try(outcome.code, Deed.SHIP, verb), outcome.has_label)


def _try(code: str, deed: Deed, verb: Callable[[UUID], object]) -> Snag | None:
    """Do it; every verb is whole or not at all, so what went wrong with one leaves nothing behind."""
    order_id = Order.objects.values_list("pk", flat=True).get(code=code)
    try:
        verb(order_id)
    except (WrongStateError, Label.DoesNotExist):
        # Somebody was faster; what keeps it is read anew.
        return look((code,), deed)[0].snag or Snag.NOT_READY
    except tuple(_SNAGS) as error:
        return next(snag for kind, snag in _SNAGS.items() if isinstance(error, kind))
    return None


def _looked_at(code: str, order: Order | None, deed: Deed) -> Outcome:
    if order is None:
        return Outcome(code, Snag.GONE)
    label = next(iter(order.labels.all()), None)
    goes_apart = (bool(order.destinations.all()), Snag.SEVERAL)
    is_outdated = label is not None and label.outdated_at is not None
    is_packed = order.state == OrderState.PACKING
    back, not_to_send = (
        (is_given_back(order), Snag.GIVEN_BACK),
        (order.state not in _TO_SEND, Snag.NOT_TO_SEND),
    )
    checks: dict[Deed, tuple[tuple[bool, Snag], ...]] = {
        Deed.PACK: (back, (not can_pack(order), Snag.NOT_READY)),
        Deed.SLIPS: (back, not_to_send),
        Deed.LABELS: (back, not_to_send, (label is None, Snag.NO_LABEL)),
        Deed.SHIP: ((not is_packed, Snag.NOT_PACKED), goes_apart, (is_outdated, Snag.OUTDATED)),
    }
    hold = (order.held_since is not None, Snag.ON_HOLD)
    snag = next((snag for is_so, snag in (hold, *checks[deed]) if is_so), None)
    return Outcome(code, snag, label is not None)


_TO_SEND: Final = frozenset({OrderState.PAID, OrderState.PACKING})
_SNAGS: Final[dict[type[Exception], Snag]] = {
    TrackingNumberError: Snag.NO_NUMBER,
    KnownNumberError: Snag.KNOWN,
    SeveralDestinationsError: Snag.SEVERAL,
    LabelOutdatedError: Snag.OUTDATED,
    privacy.DoorError: Snag.NOT_TAKEN,
    privacy.Refused: Snag.SHUT,
}
