"""How money that goes back divides by tax rate, from the figures of the purchase it was paid for."""

from collections.abc import Sequence

from small_trades.shop.kernel.money import RateTotal, Rounding, spread, tax_within
from small_trades.shop.pricing.shapes import Quote


def given_back(
    quote: Quote, amounts: Sequence[int], *, rounding: Rounding = Rounding.DOWN
) -> tuple[tuple[RateTotal, ...], ...]:
    """For each refund, in the order they were begun, its parts by rate; each tax is rounded once.

    What goes back is in proportion to what was paid in each rate, by largest remainder on the sum so far, so
    that everything that goes back in the end is exactly what was paid. A part that is all that was paid in
    its rate has the tax of the purchase.

    Raises:
        ValueError: an amount is not positive, or more goes back than was paid.
    """
    if any(amount < 1 for amount in amounts) or sum(amounts) > quote.total:
        raise ValueError("more than nothing and no more than was paid goes back")
    weights = [part.amount for part in quote.by_rate]
    before, gone, parts = tuple(0 for _ in weights), 0, []
    for amount in amounts:
        gone += amount
        after = spread(gone, weights)
        shares = [now - was for now, was in zip(after, before, strict=True)]
        before = after
        parts.append(
            tuple(
                _part(whole, share, rounding)
                for whole, share in zip(quote.by_rate, shares, strict=True)
                if share
            )
        )
    return tuple(parts)


def _part(whole: RateTotal, share: int, rounding: Rounding) -> RateTotal:
    return (
        whole
        if share == whole.amount
        else RateTotal(whole.rate, share, tax_within(share, whole.rate, rounding))
    )
