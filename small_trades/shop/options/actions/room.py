"""Whether everything that is offered with a product has room on its page."""

from collections.abc import Collection

from django.db.models import Count

from small_trades.shop.options.models import Option
from small_trades.shop.options.picking import MOST_OPTIONS


def has_room(products: Collection[int] | None = None) -> bool:
    """Whether none of these products, or of all, has more options than its page shows, as things are now."""
    for_all = Option.objects.filter(is_offered=True, is_for_all=True).count()
    pairs = Option.products.through.objects.filter(option__is_offered=True, option__is_for_all=False)
    if products is not None:
        pairs = pairs.filter(product__in=products)
    counted = pairs.order_by().values_list("product").annotate(Count("option"))
    most = max((number for _product, number in counted), default=0)
    return for_all + most <= MOST_OPTIONS
