"""What sells best, from the counts of goods that left: no order and no person is looked at."""

import datetime as dt

from django.db.models import Sum
from django.utils import timezone

from small_trades.shop.products.models import StockMovement, StockReason
from small_trades.shop.products.queries.cards import on_sale

LATELY = dt.timedelta(days=90)


def popular(*, most: int) -> list[int]:
    """The ids of the products on sale of which most pieces were sold lately; then the newest."""
    sold = (
        StockMovement.objects.filter(reason=StockReason.ORDER, at__gte=timezone.now() - LATELY)
        .filter(variant__product__in=on_sale())
        .order_by()
        .values_list("variant__product")
        .annotate(pieces=Sum("change"))
    )
    best = [pk for pk, _pieces in sorted(sold, key=lambda row: (row[1], -row[0]))][:most]
    return best + list(on_sale().exclude(pk__in=best).values_list("pk", flat=True)[: most - len(best)])
