"""Everything that reads promotions."""

from small_trades.shop.promotions.queries.coupons import CouponOffer, coupon_by_code, coupon_by_id
from small_trades.shop.promotions.queries.honesty import Verdict, honest_comparisons, reference_verdicts
from small_trades.shop.promotions.queries.points import (
    PointsPage,
    balance,
    count_entries,
    expiring_soon,
    points_page,
)
from small_trades.shop.promotions.queries.running import Rules, categories_of, rules, running_campaigns

__all__ = [
    "CouponOffer",
    "PointsPage",
    "Rules",
    "Verdict",
    "balance",
    "categories_of",
    "count_entries",
    "coupon_by_code",
    "coupon_by_id",
    "expiring_soon",
    "honest_comparisons",
    "points_page",
    "reference_verdicts",
    "rules",
    "running_campaigns",
]
