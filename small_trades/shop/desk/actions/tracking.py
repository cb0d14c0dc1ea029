"""Ship what a carrier's program printed: many orders, each under the number it gave."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from small_trades import privacy
from small_trades.shop.desk.tracking_file import TrackingLine
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.ship import LabelOutdatedError, ship
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import OrderState


class Trouble(StrEnum):
    """Why a line does not ship an order."""

    NO_CODE = "no-code"
    NO_NUMBER = "no-number"
    UNKNOWN = "unknown"
    TWICE = "twice"
    NOT_PACKING = "not-packing"
    ON_HOLD = "on-hold"
    OUTDATED = "outdated"
    NOT_TAKEN = "not-taken"


@dataclass(frozen=True, slots=True)
class Checked:
    """A line and what is wrong with it; None: it ships its order."""

    line: TrackingLine
    trouble: Trouble | None = None

    @property
    def sent(self) -> str:
        """The line as the page that asks sends it back."""
        return f"{self.line.code} {self.line.number}"


@dataclass(frozen=True, slots=True)
class Shipped:
    """How many orders left, and the lines of those that did not."""

    count: int
    left: tuple[Checked, ...] = field(default=())


def check(lines: Iterable[TrackingLine]) -> tuple[Checked, ...]:
    """What each line would do now. Nothing is opened and nothing changed."""
    lines = tuple(lines)
    codes = [line.code for line in lines if line.code]
    found = {order.code: order for order in Order.objects.filter(code__in=codes).select_related("label")}
    seen: set[str] = set()
    checked = []
    for line in lines:
        checked.append(Checked(line, _trouble(line, found, seen)))
        seen.add(line.code or "")
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
    order = Order.objects.get(code=line.code)
    try:
        ship(order.pk, carrier=carrier, tracking_number=line.number or "")
    except WrongStateError:
        return Trouble.NOT_PACKING
    except LabelOutdatedError:
        return Trouble.OUTDATED
    except privacy.DoorError:
        return Trouble.NOT_TAKEN
    return None


def _trouble(line: TrackingLine, found: dict[str, Order], seen: set[str]) -> Trouble | None:
    order = found.get(line.code or "")
    label = getattr(order, "label", None)
    checks = (
        (line.code is None, Trouble.NO_CODE),
        (line.number is None, Trouble.NO_NUMBER),
        (order is None, Trouble.UNKNOWN),
        (line.code in seen, Trouble.TWICE),
        (order is not None and order.state != OrderState.PACKING, Trouble.NOT_PACKING),
        (order is not None and order.held_since is not None, Trouble.ON_HOLD),
        (label is not None and label.outdated_at is not None, Trouble.OUTDATED),
    )
    return next((trouble for is_so, trouble in checks if is_so), None)
