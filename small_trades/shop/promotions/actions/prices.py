"""Since when each price is asked: what a comparison with a usual price may rest on."""

import datetime as dt

from small_trades.shop.products.models import Variant
from small_trades.shop.promotions.models import AskedPrice


def note_asked_prices(now: dt.datetime) -> int:
    """Note every price that is not the one noted last; how many. A price that moved and came back is new."""
    known = dict(AskedPrice.objects.values_list("variant", "price"))
    found = Variant.objects.filter(is_sold=True).values_list("pk", "price")
    moved = [
        AskedPrice(variant_id=pk, price=price, since=now) for pk, price in found if known.get(pk) != price
    ]
    AskedPrice.objects.bulk_create(
        moved, update_conflicts=True, unique_fields=["variant"], update_fields=["price", "since"]
    )
    return len(moved)
