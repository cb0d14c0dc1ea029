"""When prices change by the clock."""

import datetime as dt

from django.db.models import Min, Q

from small_trades.shop.promotions.models import Campaign


def next_turn(now: dt.datetime) -> dt.datetime | None:
    """The next moment at which a campaign begins or ends; one query."""
    found = Campaign.objects.filter(is_on=True).aggregate(
        begins=Min("starts_at", filter=Q(starts_at__gt=now)),
        ends=Min("ends_at", filter=Q(ends_at__gt=now)),
    )
    return min((moment for moment in found.values() if moment is not None), default=None)
