"""Whether a usual price may stand beside a campaign's.

景品表示法 5(ii) and the Consumer Affairs Agency's guideline on double pricing (価格表示ガイドライン 第4の2):
the price compared with was asked for most of the eight weeks before. So it had stood for four weeks when the
campaign began, and is shown for the campaign's first four weeks only.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from django.utils import timezone

from small_trades.shop.pricing.shapes import PricedLine
from small_trades.shop.promotions.models import AskedPrice, Campaign

MOST_OF_EIGHT_WEEKS: Final = dt.timedelta(weeks=4)


def honest_comparisons(lines: Iterable[PricedLine], variants: Mapping[int, int]) -> frozenset[int]:
    """The keys of the lines whose usual price may be shown; `variants` maps keys to variants' ids.

    No query without a campaign.
    """
    lowered = [line for line in lines if line.campaign is not None]
    if not lowered:
        return frozenset()
    began = dict(
        Campaign.objects.filter(pk__in={line.campaign for line in lowered}).values_list("pk", "starts_at")
    )
    asked = {
        row.variant_id: row
        for row in AskedPrice.objects.filter(variant__in={variants[line.key] for line in lowered})
    }
    return frozenset(
        line.key
        for line in lowered
        if (row := asked.get(variants[line.key])) is not None and _is_honest(row, line, began)
    )


def _is_honest(row: AskedPrice, line: PricedLine, began: dict[int, dt.datetime]) -> bool:
    start = began.get(line.campaign or 0)
    if start is None or row.price != line.regular_price - line.options:
        return False
    return row.since < start - MOST_OF_EIGHT_WEEKS and timezone.now() < start + MOST_OF_EIGHT_WEEKS
