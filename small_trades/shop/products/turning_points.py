"""When the catalogue changes by the clock."""

import datetime as dt

from django.db.models import Min, Q, QuerySet

from small_trades.shop.products.models import Banner, Product


def next_turn(now: dt.datetime) -> dt.datetime | None:
    """The next moment at which a product's time on sale or a banner begins or ends; two queries."""
    moments = [
        *_of(Product.objects.all(), "published_at", "published_until", now),
        *_of(Banner.objects.all(), "starts_at", "ends_at", now),
    ]
    return min(moments, default=None)


def _of(
    rows: QuerySet[Product] | QuerySet[Banner], begins: str, ends: str, now: dt.datetime
) -> list[dt.datetime]:
    found = rows.aggregate(
        begins=Min(begins, filter=Q(**{f"{begins}__gt": now})),
        ends=Min(ends, filter=Q(**{f"{ends}__gt": now})),
    )
    return [moment for moment in found.values() if moment is not None]
