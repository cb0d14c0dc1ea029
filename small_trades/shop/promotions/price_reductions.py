"""Campaigns, as product pages, lists and feeds show them: by the function that prices carts."""

from collections.abc import Iterable

from small_trades.shop.pricing.price import price
from small_trades.shop.pricing.shapes import Line, Purchase
from small_trades.shop.products.queries.reductions import Asked, Reduction
from small_trades.shop.promotions.queries import categories_of, honest_comparisons, running_campaigns
from small_trades.shop.promotions.queries.running import campaign_shown


def reductions(asked: Iterable[Asked]) -> dict[int, Reduction]:
    """The variants that a campaign makes cheaper now, by id. One query where there is no campaign."""
    campaigns = tuple(campaign for campaign in running_campaigns() if campaign.off is not None)
    goods = tuple(asked) if campaigns else ()
    if not goods:
        return {}
    categories = categories_of(one.product_id for one in goods)
    lines = tuple(
        Line(
            key=one.variant_id,
            unit_price=one.price,
            quantity=1,
            rate=one.rate,
            product=one.product_id,
            categories=categories[one.product_id],
        )
        for one in goods
    )
    lowered = [line for line in price(Purchase(lines=lines, campaigns=campaigns)).lines if line.campaign]
    honest = honest_comparisons(lowered, {line.key: line.key for line in lowered})
    shown = campaign_shown(line.campaign for line in lowered if line.campaign)
    return {
        line.key: Reduction(
            line.unit_price, line.regular_price if line.key in honest else None, *shown[line.campaign]
        )
        for line in lowered
        if line.campaign
    }
