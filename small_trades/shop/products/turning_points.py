"""When the catalogue changes by the clock."""

import datetime as dt

from django.db.models import Min, Q

from small_trades.shop.products.models import Product


def next_turn(now: dt.datetime) -> dt.datetime | None:
    """The next moment at which a product's time on sale begins or ends; one query."""
    found = Product.objects.aggregate(
        begins=Min("published_at", filter=Q(published_at__gt=now)),
        ends=Min("published_until", filter=Q(published_until__gt=now)),
    )
    return min((moment for moment in found.values() if moment is not None), default=None)
