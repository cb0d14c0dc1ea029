"""The same price by another way: fractions of a yen, one yen after another. Slow, and easy to believe."""

from fractions import Fraction
from math import ceil, floor

from small_trades.shop.kernel.money import Rounding
from small_trades.shop.pricing.shapes import Campaign, Line, Off, Purchase, Scope

Share = dict[int, int]
SHIPPING, FEE = -2, -1


def reference(purchase: Purchase) -> dict[str, object] | str:
    """The figures of a purchase, or the name of the error it ends in."""
    lines = {line.key: line for line in purchase.lines}
    amounts = {}
    for key, line in lines.items():
        cheapest = min(
            [_lowered(each.off, line.unit_price) for each in _running(purchase, key)] or [line.unit_price]
        )
        amounts[key] = (cheapest + sum(line.options)) * line.quantity
    goods = sum(amounts.values())
    discounts: Share = dict.fromkeys(lines, 0)
    if purchase.coupon:
        within = {
            key: amount for key, amount in amounts.items() if _covers(purchase.coupon.scope, lines[key])
        }
        total = sum(within.values())
        off = total - _lowered(purchase.coupon.off, total)
        if total < purchase.coupon.minimum or off == 0:
            return "CouponDoesNotApply"
        discounts |= _one_by_one(off, within)
    owed = {key: amounts[key] - discounts[key] for key in lines}
    for key, charge in ((SHIPPING, purchase.shipping), (FEE, purchase.fee)):
        owed[key] = charge.always + (
            charge.amount if charge.free_from is None or goods < charge.free_from else 0
        )
    if purchase.points.used > purchase.points.held:
        return "NotEnoughPoints"
    if purchase.points.used > sum(owed.values()):
        return "MorePointsThanOwed"
    points = dict.fromkeys(owed, 0) | _one_by_one(purchase.points.used, owed)
    paid = {key: owed[key] - points[key] for key in owed}
    return {
        "subtotal": goods,
        "discount": sum(discounts.values()),
        "points": sum(points.values()),
        "total": sum(paid.values()),
        "by_rate": _taxes(purchase, paid),
        "earned": _earned(purchase, paid),
        "lines": {key: (discounts[key], points[key]) for key in lines},
    }


def _covers(scope: Scope, line: Line) -> bool:
    if not scope.products and not scope.categories:
        return True
    return line.product in scope.products or bool(line.categories & scope.categories)


def _running(purchase: Purchase, key: int) -> list[Campaign]:
    line = next(line for line in purchase.lines if line.key == key)
    return [each for each in purchase.campaigns if _covers(each.scope, line)]


def _lowered(off: Off | None, amount: int) -> int:
    if off is None:
        return amount
    if off.amount:
        return max(0, amount - off.amount)
    return ceil(Fraction(amount) * (100 - off.percent) / 100)


def _one_by_one(amount: int, weights: Share) -> Share:
    """Give each its whole yen; each yen left goes to whoever has the largest part of one still open."""
    total = sum(weights.values())
    exact = {
        key: Fraction(amount * weight, total) if total else Fraction(0) for key, weight in weights.items()
    }
    given = {key: floor(share) for key, share in exact.items()}
    while sum(given.values()) < amount:
        open_parts = {key: exact[key] - given[key] for key in exact}
        largest = max(open_parts.values())
        given[min((key for key in exact if open_parts[key] == largest), key=_place)] += 1
    return given


def _place(key: int) -> float:
    """Lines by their key, then delivery, then the fee."""
    return float("inf") if key == FEE else 1e12 if key == SHIPPING else key


def _taxes(purchase: Purchase, paid: Share) -> dict[int, tuple[int, int]]:
    rates = {line.key: int(line.rate) for line in purchase.lines}
    rates |= {SHIPPING: int(purchase.shipping.rate), FEE: int(purchase.fee.rate)}
    answer = {}
    for rate in (10, 8):
        amount = sum(paid[key] for key in paid if rates[key] == rate)
        exact = Fraction(amount) - Fraction(amount * 100, 100 + rate)
        rounded = {
            Rounding.DOWN: floor(exact),
            Rounding.NEAREST: floor(exact + Fraction(1, 2)),
            Rounding.UP: ceil(exact),
        }
        if amount:
            answer[rate] = (amount, rounded[purchase.rounding])
    return answer


def _earned(purchase: Purchase, paid: Share) -> int:
    by_percent: dict[int, Fraction] = {}
    for line in purchase.lines:
        more = max([each.earns for each in _running(purchase, line.key)] or [0])
        percent = min(100, purchase.points.earns + more)
        by_percent[percent] = by_percent.get(percent, Fraction(0)) + Fraction(paid[line.key] * percent, 100)
    return sum(floor(points) for points in by_percent.values())
