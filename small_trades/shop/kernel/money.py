"""Money in whole yen. Every price includes consumption tax, as Japanese shops must show it (消費税法 63).

The tax inside an amount is computed per rate on the total of an invoice and rounded once per rate,
as a qualified invoice requires (消費税法施行令 70の10). Rounding is down.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum


class TaxRate(IntEnum):
    """Consumption tax in percent; REDUCED is for food and drink (軽減税率)."""

    STANDARD = 10
    REDUCED = 8


@dataclass(frozen=True, slots=True)
class TaxedLine:
    """What a line costs in yen, tax included, and the rate it is taxed at."""

    amount: int
    rate: TaxRate


@dataclass(frozen=True, slots=True)
class RateTotal:
    """The total of one tax rate: `amount` yen tax included, of which `tax` yen is tax."""

    rate: TaxRate
    amount: int
    tax: int

    @property
    def net(self) -> int:
        """Yen without tax."""
        return self.amount - self.tax


def tax_within(amount: int, rate: TaxRate) -> int:
    """The tax in yen contained in a tax-included amount, rounded down; for refunds toward zero."""
    tax = abs(amount) * int(rate) // (100 + int(rate))
    return tax if amount >= 0 else -tax


def totals_by_rate(lines: Iterable[TaxedLine]) -> tuple[RateTotal, ...]:
    """Sum the lines per rate, highest rate first, and take the tax out once per rate."""
    sums: dict[TaxRate, int] = {}
    for line in lines:
        sums[line.rate] = sums.get(line.rate, 0) + line.amount
    return tuple(
        RateTotal(rate, sums[rate], tax_within(sums[rate], rate)) for rate in sorted(sums, reverse=True)
    )


def spread(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Share `amount` yen over lines in proportion to `weights`, by largest remainder.

    The shares always add up to `amount`; equal remainders go to the earlier line.

    Raises:
        ValueError: a weight or the amount is negative, or there is nothing to share an amount over.
    """
    total = sum(weights)
    if amount < 0 or any(weight < 0 for weight in weights):
        raise ValueError("amounts to spread and their weights are never negative")
    if total == 0:
        if amount:
            raise ValueError("nothing to spread over")
        return tuple(0 for _ in weights)
    shares = [amount * weight // total for weight in weights]
    remainders = [amount * weight % total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: (-remainders[index], index))
    for index in by_remainder[: amount - sum(shares)]:
        shares[index] += 1
    return tuple(shares)


def discounted(lines: Sequence[TaxedLine], discount: int) -> tuple[TaxedLine, ...]:
    """Take a discount off the lines in proportion to their price.

    Raises:
        ValueError: the discount is negative or larger than the lines together.
    """
    if not 0 <= discount <= sum(line.amount for line in lines):
        raise ValueError("a discount lies between zero and the total")
    shares = spread(discount, [line.amount for line in lines])
    return tuple(TaxedLine(line.amount - share, line.rate) for line, share in zip(lines, shares, strict=True))


@dataclass(frozen=True, slots=True)
class ShippingFees:
    """Delivery fees in yen by region, and the goods total in yen from which delivery is free."""

    by_region: Mapping[str, int]
    free_from: int

    def fee(self, region: str, goods_total: int) -> int:
        """The fee for a goods total delivered to a region. Raises KeyError for an unknown region."""
        fee = self.by_region[region]
        return 0 if goods_total >= self.free_from else fee
