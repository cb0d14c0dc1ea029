"""What the public pages of the catalogue tell an advertising service after consent: facts about goods alone.

No other file of the shop makes such an event, and this app knows neither customers nor orders.
"""

from small_trades.doors.ads.messages import (
    AdEvent,
    CategoryMark,
    CategoryViewed,
    HomeViewed,
    ListViewed,
    NotAMark,
    ProductMark,
    ProductViewed,
    Yen,
)
from small_trades.shop.products.queries import ProductPage


def home_viewed() -> AdEvent:
    """The front page."""
    return HomeViewed()


def list_viewed() -> AdEvent:
    """The list of everything."""
    return ListViewed()


def category_viewed(slug: str) -> AdEvent | None:
    """A category; None where its slug could be read as more than a mark."""
    try:
        return CategoryViewed(category=CategoryMark(slug))
    except NotAMark:
        return None


def product_viewed(page: ProductPage) -> AdEvent | None:
    """A product at the price shown first; None where it is not sold or an event cannot hold them."""
    choice = page.first_choice
    if choice is None:
        return None
    try:
        return ProductViewed(product=ProductMark(page.slug), price=Yen(choice.price))
    except ValueError:
        return None
