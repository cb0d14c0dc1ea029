"""Many prices at once: by a percentage or by yen, rounded to prices that a shop would write."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from small_trades.shop.kernel.money import Rounding
from small_trades.shop.products.actions.edit import HIGHEST_PRICE
from small_trades.shop.products.models import Product, Variant
from small_trades.shop.site.actions import content_changed

MOST_AT_ONCE: Final = 500
UNITS: Final = (1, 10, 50, 100, 500, 1000)
LEAST_PERCENT: Final = -90
MOST_PERCENT: Final = 900


class PricesMoved(Exception):  # noqa: N818 - says what happened
    """Some prices are no longer what was shown; nothing was changed. `variants` are their ids."""

    def __init__(self, variants: frozenset[int]) -> None:
        super().__init__(f"{len(variants)} prices moved")
        self.variants = variants


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceChange:
    """Either `percent` or `yen` more, less where it is negative, then to a multiple of `unit` yen."""

    percent: int = 0
    yen: int = 0
    unit: int = 1
    rounding: Rounding = Rounding.NEAREST

    def __post_init__(self) -> None:
        """Refuse what is neither, both, or out of range."""
        if (self.percent == 0) == (self.yen == 0):
            raise ValueError("a change is either a percentage or an amount")
        if not LEAST_PERCENT <= self.percent <= MOST_PERCENT or abs(self.yen) > HIGHEST_PRICE:
            raise ValueError("a change is out of range")
        if self.unit not in UNITS:
            raise ValueError("prices are rounded to 1, 10, 50, 100, 500 or 1,000 yen")

    def of(self, price: int) -> int | None:
        """The price it makes of one; None where that is no price from 1 to 9,999,999 yen."""
        hundredths = (price + self.yen) * (100 + self.percent)
        whole = 100 * self.unit
        units = {
            Rounding.DOWN: hundredths // whole,
            Rounding.NEAREST: (2 * hundredths + whole) // (2 * whole),
            Rounding.UP: -(-hundredths // whole),
        }[self.rounding]
        return units * self.unit if 1 <= units * self.unit <= HIGHEST_PRICE else None


def reprice(seen: Mapping[int, int], change: PriceChange, *, keeps_old: bool = False) -> int:
    """Change the prices of variants by id, all or none; answers how many differ.

    `seen` is what each cost when the change was looked at. With `keeps_old` a price that falls becomes the
    price to compare with. One to compare with that is no longer higher is forgotten.

    Raises:
        PricesMoved: something costs another price meanwhile, or is gone.
        ValueError: a price would be none.
    """
    with transaction.atomic():
        found = Variant.objects.select_for_update().filter(pk__in=seen).order_by("pk")
        rows = {row.pk: row for row in found}
        moved = frozenset(key for key, price in seen.items() if key not in rows or rows[key].price != price)
        if moved:
            raise PricesMoved(moved)
        changed = [row for row in rows.values() if _change(row, change, keeps_old=keeps_old)]
        Variant.objects.bulk_update(changed, ["price", "reference_price", "is_suggested"], batch_size=200)
        for product in {row.product_id for row in changed}:
            sold = Variant.objects.filter(product=product, is_sold=True)
            lowest = sold.aggregate(lowest=Min("price"))["lowest"]
            Product.objects.filter(pk=product).update(price_from=lowest or 0, changed_at=timezone.now())
        if changed:
            content_changed()
    return len(changed)


def _change(row: Variant, change: PriceChange, *, keeps_old: bool) -> bool:
    before, price = row.price, change.of(row.price)
    if price is None:
        raise ValueError("a price would be none")
    row.price = price
    if keeps_old and price < before:
        row.reference_price, row.is_suggested = before, False
    elif row.reference_price is not None and row.reference_price <= price:
        row.reference_price, row.is_suggested = None, False
    return price != before
