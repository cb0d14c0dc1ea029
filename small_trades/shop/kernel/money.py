"""Money in whole yen. Every price includes consumption tax, as Japanese shops must show it (消費税法 63).

The tax inside an amount is computed per rate on the total of an invoice and rounded once per rate,
as a qualified invoice requires (消費税法施行令 70の10); which way is the shop's choice. What a purchase
costs is computed in `shop/pricing`, from the arithmetic here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class TaxRate(IntEnum):
    """Consumption tax in percent; REDUCED is for food and drink (軽減税率)."""

    STANDARD = 10
    REDUCED = 8


class Rounding(StrEnum):
    """What becomes of a fraction of a yen of tax: cut off, rounded half up, or counted as a whole one."""

    DOWN = "down"
    NEAREST = "nearest"
    UP = "up"


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


def tax_within(amount: int, rate: TaxRate, rounding: Rounding = Rounding.DOWN) -> int:
    """The tax in yen contained in a tax-included amount; of a refund, the same below zero."""
    whole = 100 + int(rate)
    parts = abs(amount) * int(rate)
    tax = {
        Rounding.DOWN: parts // whole,
        Rounding.NEAREST: (2 * parts + whole) // (2 * whole),
        Rounding.UP: -(-parts // whole),
    }[rounding]
    return tax if amount >= 0 else -tax


def spread(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Share `amount` yen over lines in proportion to `weights`, by largest remainder.

    The shares always add up to `amount`; equal remainders go to the earlier line. No share is larger than
    its weight while the amount is not larger than the weights together.

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
