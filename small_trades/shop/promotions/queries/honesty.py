"""Whether a usual price may stand beside a campaign's.

景品表示法 5(ii) and the Consumer Affairs Agency's guideline on double pricing (価格表示ガイドライン 第4の2):
the price compared with was asked for most of the eight weeks before. So it had stood for four weeks when the
campaign began, and is shown for the campaign's first four weeks only.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.utils import timezone

from small_trades.shop.pricing.shapes import PricedLine
from small_trades.shop.promotions.models import AskedPrice, Campaign

MOST_OF_EIGHT_WEEKS: Final = dt.timedelta(weeks=4)


def honest_comparisons(lines: Iterable[PricedLine]) -> frozenset[int]:
    """The keys (variant ids) of the lines whose usual price may be shown. No query without a campaign."""
    lowered = {line.key: line for line in lines if line.campaign is not None}
    if not lowered:
        return frozenset()
    began = dict(
        Campaign.objects.filter(pk__in={line.campaign for line in lowered.values()}).values_list(
            "pk", "starts_at"
        )
    )
    asked = AskedPrice.objects.filter(variant__in=lowered)
    return frozenset(row.variant_id for row in asked if _is_honest(row, lowered[row.variant_id], began))


def _is_honest(row: AskedPrice, line: PricedLine, began: dict[int, dt.datetime]) -> bool:
    start = began.get(line.campaign or 0)
    if start is None or row.price != line.regular_price:
        return False
    return row.since < start - MOST_OF_EIGHT_WEEKS and timezone.now() < start + MOST_OF_EIGHT_WEEKS
