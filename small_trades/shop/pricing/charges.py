"""Delivery fees by region, as the app that delivers offers them to the cart below it."""

from collections.abc import Mapping
from dataclasses import dataclass

from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.pricing.shapes import NO_CHARGE, Charge


@dataclass(frozen=True, slots=True)
class ShippingFees:
    """Delivery fees in yen by region, and the goods total in yen from which delivery is free."""

    by_region: Mapping[str, int]
    free_from: int
    rate: TaxRate = TaxRate.STANDARD

    def to(self, region: str | None) -> Charge:
        """The charge for a delivery to a region; none while it is unknown. KeyError for another word."""
        if region is None:
            return NO_CHARGE
        return Charge(amount=self.by_region[region], free_from=self.free_from, rate=self.rate)
