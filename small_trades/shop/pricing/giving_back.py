"""How money that goes back divides by tax rate, from the figures of the purchase it was paid for."""

from collections.abc import Mapping, Sequence

from small_trades.shop.kernel.money import RateTotal, Rounding, TaxRate, spread, tax_within
from small_trades.shop.pricing.shapes import Quote

Goods = Mapping[TaxRate, int] | None
"""What was paid for the goods that came back, in yen by rate; None where money went back for no goods."""


def given_back(
    quote: Quote,
    amounts: Sequence[int],
    *,
    goods: Sequence[Goods] = (),
    rounding: Rounding = Rounding.DOWN,
) -> tuple[tuple[RateTotal, ...], ...]:
    """For each refund, in the order they were begun, its parts by rate; each tax is rounded once.

    What goes back for goods has the rates of these goods (消費税法57の4第3項5号), as far as so much of a rate
    is left. Anything else is in proportion to what is left of what was paid in each rate, by largest
    remainder on the sum so far, so that everything that goes back in the end is exactly what was paid. A part
    that is all that was paid in its rate has the tax of the purchase.

    Raises:
        ValueError: an amount is not positive, or more goes back than was paid.
    """
    if any(amount < 1 for amount in amounts) or sum(amounts) > quote.total:
        raise ValueError("more than nothing and no more than was paid goes back")
    left = [part.amount for part in quote.by_rate]
    before, gone, parts = tuple(0 for _ in left), 0, []
    for at, amount in enumerate(amounts):
        known = goods[at] if at < len(goods) else None
        if known is None:
            gone += amount
            after = spread(gone, left)
            shares = [now - was for now, was in zip(after, before, strict=True)]
            before = after
        else:
            left = [whole - was for whole, was in zip(left, before, strict=True)]
            shares = _of_goods(amount, [known.get(part.rate, 0) for part in quote.by_rate], left)
            left = [whole - share for whole, share in zip(left, shares, strict=True)]
            before, gone = tuple(0 for _ in left), 0
        parts.append(
            tuple(
                _part(whole, share, rounding)
                for whole, share in zip(quote.by_rate, shares, strict=True)
                if share
            )
        )
    return tuple(parts)


def _of_goods(amount: int, worth: Sequence[int], left: Sequence[int]) -> list[int]:
    """The shares of an amount: what the goods were worth in each rate, else of what is left."""
    taken = [min(own, rest) for own, rest in zip(worth, left, strict=True)]
    taken = list(spread(min(amount, sum(taken)), taken))
    others = spread(amount - sum(taken), [rest - own for rest, own in zip(left, taken, strict=True)])
    return [own + more for own, more in zip(taken, others, strict=True)]


def _part(whole: RateTotal, share: int, rounding: Rounding) -> RateTotal:
    return (
        whole
        if share == whole.amount
        else RateTotal(whole.rate, share, tax_within(share, whole.rate, rounding))
    )
