"""The price of a purchase. Whatever shows, charges, records or mails an amount got it from here."""

from collections.abc import Iterable, Sequence

from small_trades.shop.kernel.money import RateTotal, Rounding, TaxRate, spread, tax_within
from small_trades.shop.pricing.errors import (
    CouponDoesNotApply,
    CouponReason,
    MorePointsThanOwed,
    NotEnoughPoints,
)
from small_trades.shop.pricing.shapes import (
    FULL,
    Campaign,
    Coupon,
    Line,
    Points,
    Priced,
    PricedLine,
    Purchase,
    Quote,
)


def price(purchase: Purchase) -> Priced:
    """Price a purchase: campaigns, then the coupon, then charges, then points, then the tax in each rate.

    A campaign lowers the price of each piece; of several, a line gets the one that takes off most. Coupon and
    points are spread in proportion to price by largest remainder, points over charges too. Nothing depends on
    the order of the lines: where remainders are equal, the lower key gets the yen.

    Raises:
        CouponDoesNotApply: the coupon takes nothing off these goods.
        NotEnoughPoints: more points are used than held.
        MorePointsThanOwed: more points are used than there is to pay.
        ValueError: a price, quantity, charge or number of points is out of range, or two lines share a key.
    """
    _require_sense(purchase)
    lines = sorted(purchase.lines, key=lambda line: line.key)
    lowered = [lowest(line, purchase.campaigns) for line in lines]
    units = [unit + sum(line.options) for (unit, _campaign), line in zip(lowered, lines, strict=True)]
    amounts = [unit * line.quantity for unit, line in zip(units, lines, strict=True)]
    discounts = _coupon_shares(purchase.coupon, lines, amounts)
    goods = [amount - discount for amount, discount in zip(amounts, discounts, strict=True)]
    shipping, fee = (charge.due(sum(amounts)) for charge in (purchase.shipping, purchase.fee))
    owed = [*goods, shipping, fee]
    points = _points_shares(purchase.points, owed)
    paid = [amount - share for amount, share in zip(owed, points, strict=True)]
    rates = [*(line.rate for line in lines), purchase.shipping.rate, purchase.fee.rate]
    priced = {
        line.key: _priced(line, by, discount, share)
        for line, by, discount, share in zip(lines, lowered, discounts, points[:-2], strict=True)
    }
    quote = Quote(
        subtotal=sum(amounts),
        discount=sum(discounts),
        points=sum(points),
        shipping=shipping,
        fee=fee,
        total=sum(paid),
        by_rate=_by_rate(zip(rates, paid, strict=True), purchase.rounding),
        earned=_earned(purchase, [(line, priced[line.key].paid) for line in lines]),
    )
    return Priced(quote=quote, lines=tuple(priced[line.key] for line in purchase.lines))


def lowest(line: Line, campaigns: Iterable[Campaign]) -> tuple[int, int | None]:
    """What one piece costs without options, and by which campaign: of equal ones that of the lower id."""
    offs = [(-each.off.of(line.unit_price), each.id) for each in _for(line, campaigns) if each.off]
    off, campaign = min(offs, default=(0, 0))
    return line.unit_price + off, campaign if off else None


def _for(line: Line, campaigns: Iterable[Campaign]) -> list[Campaign]:
    return [each for each in campaigns if each.scope.covers(line.product, line.categories)]


def _priced(line: Line, by: tuple[int, int | None], discount: int, points: int) -> PricedLine:
    unit, campaign = by
    options = sum(line.options)
    return PricedLine(
        key=line.key,
        rate=line.rate,
        quantity=line.quantity,
        unit_price=unit + options,
        regular_price=line.unit_price + options,
        discount=discount,
        points=points,
        campaign=campaign,
        options=options,
    )


def _coupon_shares(coupon: Coupon | None, lines: Sequence[Line], amounts: Sequence[int]) -> tuple[int, ...]:
    if coupon is None:
        return tuple(0 for _ in lines)
    weights = [
        amount if coupon.scope.covers(line.product, line.categories) else 0
        for line, amount in zip(lines, amounts, strict=True)
    ]
    goods = sum(weights)
    if goods < coupon.minimum:
        raise CouponDoesNotApply(
            CouponReason.BELOW_MINIMUM if goods else CouponReason.NOTHING_FOR_IT,
            missing=coupon.minimum - goods,
        )
    discount = coupon.off.of(goods)
    if discount == 0:
        raise CouponDoesNotApply(CouponReason.NOTHING_FOR_IT)
    return spread(discount, weights)


def _points_shares(points: Points, owed: Sequence[int]) -> tuple[int, ...]:
    if points.used > points.held:
        raise NotEnoughPoints(points.held)
    if points.used > sum(owed):
        raise MorePointsThanOwed(sum(owed))
    return spread(points.used, owed)


def _by_rate(paid: Iterable[tuple[TaxRate, int]], rounding: Rounding) -> tuple[RateTotal, ...]:
    """The sums per rate, highest rate first, the tax taken out of each once."""
    sums: dict[TaxRate, int] = {}
    for rate, amount in paid:
        sums[rate] = sums.get(rate, 0) + amount
    return tuple(
        RateTotal(rate, sums[rate], tax_within(sums[rate], rate, rounding))
        for rate in sorted(sums, reverse=True)
        if sums[rate]
    )


def _earned(purchase: Purchase, paid: Iterable[tuple[Line, int]]) -> int:
    """Points for what is paid for goods: added up per percentage, rounded down once for each."""
    sums: dict[int, int] = {}
    for line, amount in paid:
        more = max((each.earns for each in _for(line, purchase.campaigns)), default=0)
        percent = min(FULL, purchase.points.earns + more)
        sums[percent] = sums.get(percent, 0) + amount
    return sum(amount * percent // FULL for percent, amount in sums.items())


def _require_sense(purchase: Purchase) -> None:
    if len({line.key for line in purchase.lines}) != len(purchase.lines):
        raise ValueError("two lines share a key")
    points = purchase.points
    charges = (purchase.shipping, purchase.fee)
    numbers = [yen for charge in charges for yen in (charge.amount, charge.always)]
    numbers += [points.used, points.held, points.earns]
    for line in purchase.lines:
        if line.quantity < 1:
            raise ValueError("quantities are positive")
        numbers += [line.unit_price, *line.options]
    numbers += [campaign.earns for campaign in purchase.campaigns]
    if min(numbers) < 0 or (purchase.coupon and purchase.coupon.minimum < 0):
        raise ValueError("prices, charges and points are never negative")
