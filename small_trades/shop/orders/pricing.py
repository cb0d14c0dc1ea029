"""What an order costs: one pure function whose figures stand on every page, mail and record alike."""

from collections.abc import Iterable
from dataclasses import dataclass

from small_trades.shop.kernel.money import RateTotal, TaxedLine, TaxRate, discounted, totals_by_rate

SHIPPING_RATE = TaxRate.STANDARD


@dataclass(frozen=True, slots=True)
class Quote:
    """Amounts in yen, tax included: `total` = `subtotal` − `discount` + `shipping`, split in `by_rate`."""

    subtotal: int
    shipping: int
    discount: int
    total: int
    by_rate: tuple[RateTotal, ...]

    def rate(self, rate: TaxRate) -> RateTotal:
        """The part taxed at a rate; zero where nothing is."""
        return next((part for part in self.by_rate if part.rate == rate), RateTotal(rate, 0, 0))


def quote(goods: Iterable[TaxedLine], *, shipping: int = 0, discount: int = 0) -> Quote:
    """Add up goods (line amounts, tax included), take the discount off them, add delivery.

    Raises:
        ValueError: the discount is negative or larger than the goods; the delivery fee is negative.
    """
    if shipping < 0:
        raise ValueError("a delivery fee is never negative")
    lines = list(goods)
    paid = [*discounted(lines, discount), TaxedLine(shipping, SHIPPING_RATE)]
    subtotal = sum(line.amount for line in lines)
    by_rate = tuple(part for part in totals_by_rate(paid) if part.amount)
    return Quote(subtotal, shipping, discount, subtotal - discount + shipping, by_rate)
