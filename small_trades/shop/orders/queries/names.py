"""What the goods of an order are called."""

from small_trades.shop.orders.models import OrderLine
from small_trades.shop.site.formats import in_language


def name_of(line: OrderLine) -> str:
    """Product and variant as one name, in the page's language."""
    return f"{in_language(line, 'product_name')} {in_language(line, 'variant_name')}".strip()
