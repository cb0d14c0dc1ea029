"""Stock: taken and given back by conditional updates, so that nothing is sold twice on any engine."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from small_trades.shop.kernel.announcing import announce
from small_trades.shop.products.models import StockMovement, StockReason, Variant
from small_trades.shop.products.queries.cards import FEW_LEFT, stock_state
from small_trades.shop.site.actions import content_changed

Line = tuple[int, int]
MOST_IN_STOCK = 999_999


@dataclass(frozen=True, slots=True)
class Shortage:
    """A variant of which fewer are left than wanted."""

    variant_id: int
    sku: str
    wanted: int
    available: int


class OutOfStock(Exception):  # noqa: N818 - what the trade calls it
    """Some lines cannot be had; nothing was taken."""

    def __init__(self, shortages: tuple[Shortage, ...]) -> None:
        """Name every variant that is short, not only the first."""
        super().__init__(", ".join(shortage.sku for shortage in shortages))
        self.shortages = shortages


class StockChanged(Exception):  # noqa: N818 - says what happened, as OutOfStock does
    """Stock is not what the person who counted had seen; nothing was changed."""

    def __init__(self, available: int) -> None:
        """Keep what there is now, to be shown."""
        super().__init__(f"{available} available now")
        self.available = available


def reserve(lines: Iterable[Line], *, reference: str = "") -> None:
    """Take stock for lines of (variant id, quantity) in the caller's transaction.

    `reference` is the order's code. Rows are changed in the order of their ids, so that two
    orders never wait for each other in a circle.

    Raises:
        OutOfStock: one line at least cannot be had; nothing was taken, whatever the caller does next.
        ValueError: a quantity is not positive.
        TransactionManagementError: there is no transaction to belong to.
    """
    wanted = _summed(lines)
    _require_transaction()
    with transaction.atomic():
        short = [variant_id for variant_id, quantity in wanted if not _take(variant_id, quantity)]
        if short:
            raise OutOfStock(_shortages(dict(wanted), short))
        _record({variant: -quantity for variant, quantity in wanted}, StockReason.ORDER, reference)


def release(
    lines: Iterable[Line], *, reference: str = "", reason: StockReason = StockReason.GIVEN_BACK
) -> None:
    """Give stock back for lines of (variant id, quantity) in the caller's transaction.

    Variants that no longer exist are left out.
    """
    given = _summed(lines)
    _require_transaction()
    kept = {
        variant_id: quantity
        for variant_id, quantity in given
        if Variant.objects.filter(pk=variant_id).update(available=F("available") + quantity)
    }
    _record(kept, reason, reference)


def set_stock(
    variant_id: int, available: int, *, reason: StockReason = StockReason.COUNTED, seen: int | None = None
) -> None:
    """Set what is available, as counted; `seen` is the number on the screen of whoever counted.

    Raises:
        StockChanged: there are not `seen` any more, because something was sold meanwhile.
        Variant.DoesNotExist: there is no such variant.
        ValueError: the number is below zero or above 999,999.
    """
    if not 0 <= available <= MOST_IN_STOCK:
        raise ValueError(f"stock lies between 0 and {MOST_IN_STOCK}")
    with transaction.atomic():
        before = Variant.objects.select_for_update().get(pk=variant_id).available
        if seen is not None and before != seen:
            raise StockChanged(before)
        # The condition is what holds on SQLite, where the line above locks nothing by itself.
        if not Variant.objects.filter(pk=variant_id, available=before).update(available=available):
            raise StockChanged(Variant.objects.get(pk=variant_id).available)
        if available != before:
            _record({variant_id: available - before}, reason, "")


def _summed(lines: Iterable[Line]) -> list[Line]:
    sums: dict[int, int] = {}
    for variant_id, quantity in lines:
        if quantity < 1:
            raise ValueError("quantities are positive")
        sums[variant_id] = sums.get(variant_id, 0) + quantity
    return sorted(sums.items())


def _take(variant_id: int, quantity: int) -> bool:
    enough = Variant.objects.filter(pk=variant_id, available__gte=quantity)
    return enough.update(available=F("available") - quantity) == 1


def _shortages(wanted: dict[int, int], short: list[int]) -> tuple[Shortage, ...]:
    found = {variant.pk: variant for variant in Variant.objects.filter(pk__in=short)}
    return tuple(
        Shortage(variant_id, found[variant_id].sku, wanted[variant_id], found[variant_id].available)
        if variant_id in found
        else Shortage(variant_id, "", wanted[variant_id], 0)
        for variant_id in short
    )


def _record(changes: dict[int, int], reason: StockReason, reference: str) -> None:
    """Keep the movements. The updates before locked the rows, so what is read here is what they left."""
    left = dict(Variant.objects.filter(pk__in=changes).values_list("pk", "available"))
    StockMovement.objects.bulk_create(
        StockMovement(
            variant_id=variant_id,
            change=change,
            available_after=left[variant_id],
            reason=reason,
            reference=reference,
        )
        for variant_id, change in changes.items()
    )
    for variant_id, change in changes.items():
        if left[variant_id] <= FEW_LEFT < left[variant_id] - change:
            announce("stock.low", variant_id)
    if any(_shows(left[variant_id] - change, left[variant_id]) for variant_id, change in changes.items()):
        content_changed()


def _shows(before: int, after: int) -> bool:
    """Whether pages show the difference: they tell the number only where few are left."""
    return stock_state(before) != "in" or stock_state(after) != "in"


def _require_transaction() -> None:
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("stock is taken in the transaction of the order")
