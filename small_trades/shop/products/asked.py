"""What is asked for a variant now, as pages, feeds and programs show it. Whoever lowers prices says so here.

An app above with a module `asked_prices.py` offers `asked(variants)` and `lowering()`; this one knows none.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from small_trades.shop.products.models import Variant
from small_trades.shop.site.found import found

# What of a product's price is asked: by its id, its category's and the price where no campaign runs.
Lowering = Callable[[int, int, int], int]


@dataclass(frozen=True, slots=True)
class CampaignNote:
    """The campaign that lowers a price, in the page's language; without `ends_at` it stays."""

    name: str
    starts_at: dt.datetime
    ends_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Yen with tax for one piece now; `usual` was asked until lately and may honestly stand beside it.

    `suggested` is the maker's suggested retail price, where it is higher.
    """

    price: int
    usual: int | None = None
    suggested: int | None = None
    campaign: CampaignNote | None = None


def asked(variants: Iterable[Variant]) -> dict[int, Asked]:
    """What is asked for each variant, by its id. No query where no app lowers prices."""
    wanted = list(variants)
    prices = {variant.pk: Asked(variant.price) for variant in wanted}
    for module in found("asked_prices"):
        prices |= module.asked(wanted)
    return prices


def lowering() -> Lowering | None:
    """What makes of the lowest price of a product what is asked for it; None while nothing is lowered."""
    for module in found("asked_prices"):
        lower: Lowering | None = module.lowering()
        if lower is not None:
            return lower
    return None
