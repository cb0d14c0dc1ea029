"""What is asked for each variant, and since when: what a comparison of prices may rest on."""

import datetime as dt

from django.db import transaction

from small_trades.shop.products.asked import asked
from small_trades.shop.products.models import Variant
from small_trades.shop.promotions.models import ONLY, AskedSpan, PriceRules


def note_asked_prices(now: dt.datetime) -> int:
    """Note every price that is not the one noted last, campaigns included; how many began or ended.

    A price that moved and came back is asked anew. What is no longer sold is no longer asked. Of workers that
    note at once one notes, and the others find it noted.
    """
    with transaction.atomic():
        # Spans that another worker is about to write cannot be locked; the one row of the rules can.
        PriceRules.objects.get_or_create(pk=ONLY)
        PriceRules.objects.select_for_update().get(pk=ONLY)
        noted = dict(AskedSpan.objects.filter(until=None).values_list("variant", "price"))
        sold = Variant.objects.filter(is_sold=True, product__published_at__lte=now).select_related("product")
        prices = {key: each.price for key, each in asked(sold).items()}
        over = {key for key, price in noted.items() if prices.get(key) != price}
        AskedSpan.objects.filter(until=None, variant__in=over).update(until=now)
        begun = [
            AskedSpan(variant_id=key, price=price, since=now)
            for key, price in prices.items()
            if noted.get(key) != price
        ]
        AskedSpan.objects.bulk_create(begun, batch_size=500)
    return len(over | {span.variant_id for span in begun})
