"""Ship what a carrier's program printed: many orders, each under the number it gave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from urllib.parse import urlencode

from small_trades import privacy
from small_trades.shop.desk.tracking_file import TrackingLine
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.ship import (
    InOneParcelError,
    KnownNumberError,
    LabelOutdatedError,
    NoSuchDestinationError,
    SeveralDestinationsError,
    TooManyPiecesError,
    ship,
)
from small_trades.shop.orders.by_code import by_code
from small_trades.shop.orders.models import Destination, Label, Order
from small_trades.shop.orders.queries import order_by_code
from small_trades.shop.orders.states import OrderState


class Trouble(StrEnum):
    """Why a line does not ship an order."""

    NO_CODE = "no-code"
    NO_NUMBER = "no-number"
    UNKNOWN = "unknown"
    TWICE = "twice"
    NOT_PACKING = "not-packing"
    ON_HOLD = "on-hold"
    SEVERAL = "several"
    NO_ADDRESS = "no-address"
    PIECES = "pieces"
    IN_ONE = "in-one"
    KNOWN = "known"
    OUTDATED = "outdated"
    NOT_TAKEN = "not-taken"


_TROUBLE_OF: Final[dict[type[Exception], Trouble]] = {
    TooManyPiecesError: Trouble.PIECES,
    SeveralDestinationsError: Trouble.SEVERAL,
    NoSuchDestinationError: Trouble.NO_ADDRESS,
    InOneParcelError: Trouble.IN_ONE,
    KnownNumberError: Trouble.KNOWN,
    WrongStateError: Trouble.NOT_PACKING,
    LabelOutdatedError: Trouble.OUTDATED,
    privacy.DoorError: Trouble.NOT_TAKEN,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A line and what is wrong with it; None: it ships its order."""

    line: TrackingLine
    trouble: Trouble | None = None

    @property
    def sent(self) -> str:
        """The line as the page that asks sends it back."""
        return f"{self.line.name} {self.line.number} {urlencode(self.line.inside)}".rstrip()


@dataclass(frozen=True, slots=True)
class Shipped:
    """How many orders left, and the lines of those that did not."""

    count: int
    left: tuple[Checked, ...] = field(default=())


def check(lines: Iterable[TrackingLine]) -> tuple[Checked, ...]:
    """What each line would do now. Nothing is opened and nothing changed."""
    lines = tuple(lines)
    codes = [line.code for line in lines if line.code]
    rows = Order.objects.filter(code__in=codes).prefetch_related("labels", "destinations")
    found = {order.code: order for order in rows}
    # Of an order there may be several parcels where each names its goods.
    seen: dict[tuple[str | None, int | None], bool] = {}
    checked = []
    for line in lines:
        is_part = bool(line.inside)
        key = (line.code, line.to)
        is_again = key in seen and not (is_part and seen[key])
        checked.append(Checked(line, _trouble(line, found, is_again=is_again)))
        seen[key] = seen.get(key, True) and is_part
    return tuple(checked)


def ship_all(lines: Iterable[TrackingLine], *, carrier: str) -> Shipped:
    """Ship every order whose line is right, each for itself; its customer is told by mail.

    Raises:
        TrackingNumberError: the carrier is not one of ours; nothing was done.
    """
    count, left = 0, []
    for checked in check(lines):
        trouble = checked.trouble or _ship(checked.line, carrier)
        if trouble is None:
            count += 1
        else:
            left.append(Checked(checked.line, trouble))
    return Shipped(count, tuple(left))


def _ship(line: TrackingLine, carrier: str) -> Trouble | None:
    order = order_by_code(line.code or "")
    if order is None:
        return Trouble.UNKNOWN
    try:
        goods = order.goods_of(line.to) if order.has_several else order.lines
        inside = by_code(goods, line.inside) if line.inside else None
        ship(order.id, carrier=carrier, tracking_number=line.number or "", pieces=inside, to=line.to)
    except tuple(_TROUBLE_OF) as error:
        return next(trouble for kind, trouble in _TROUBLE_OF.items() if isinstance(error, kind))
    return None


def _trouble(line: TrackingLine, found: dict[str, Order], *, is_again: bool) -> Trouble | None:
    order = found.get(line.code or "")
    others = list(order.destinations.all()) if order else []
    label = _label(line, order, others) if order else None
    checks = (
        (line.code is None, Trouble.NO_CODE),
        (line.number is None, Trouble.NO_NUMBER),
        (order is None, Trouble.UNKNOWN),
        (is_again, Trouble.TWICE),
        (order is not None and order.state != OrderState.PACKING, Trouble.NOT_PACKING),
        (order is not None and order.held_since is not None, Trouble.ON_HOLD),
        (bool(others) and line.to is None, Trouble.SEVERAL),
        (line.to is not None and not 0 < line.to <= len(others) + 1, Trouble.NO_ADDRESS),
        (label is not None and label.outdated_at is not None, Trouble.OUTDATED),
    )
    return next((trouble for is_so, trouble in checks if is_so), None)


def _label(line: TrackingLine, order: Order, others: Sequence[Destination]) -> Label | None:
    """The label that is printed for the address of a line."""
    known = {label.destination_id: label for label in order.labels.all()}
    ids = [None, *(other.pk for other in others)]
    at = (line.to or 1) - 1
    return known.get(ids[at]) if 0 <= at < len(ids) else None
