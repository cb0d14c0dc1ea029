"""Prices that are lower for a while, for everybody.

An app that lowers prices says so with a module `price_reductions.py` that has
`reductions(Iterable[Asked]) -> Mapping[int, Reduction]`, keyed by variant; of several the lowest counts.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.products.models import Variant
from small_trades.shop.site.found import found


@dataclass(frozen=True, slots=True)
class Asked:
    """What a variant costs as a rule, in yen with tax."""

    variant_id: int
    product_id: int
    price: int
    rate: TaxRate


@dataclass(frozen=True, slots=True)
class Reduction:
    """What it costs now, why, and for how long.

    `usual` is None where it may not stand beside it, `ends_at` where nobody knows yet.
    """

    price: int
    usual: int | None
    name: str
    began_at: dt.datetime
    ends_at: dt.datetime | None


def reductions(variants: Iterable[Variant]) -> dict[int, Reduction]:
    """The variants whose price is lower now, by id."""
    asked = tuple(
        Asked(variant.pk, variant.product_id, variant.price, TaxRate(variant.tax_rate))
        for variant in variants
    )
    lowest: dict[int, Reduction] = {}
    for module in found("price_reductions") if asked else ():
        for variant_id, reduction in module.reductions(asked).items():
            if variant_id not in lowest or reduction.price < lowest[variant_id].price:
                lowest[variant_id] = reduction
    return lowest
