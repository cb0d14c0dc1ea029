"""The front page."""

from dataclasses import dataclass

from small_trades.shop.products.queries.banners import ShownBanner, shown_banners
from small_trades.shop.products.queries.cards import drawn, on_sale, with_parts
from small_trades.shop.products.queries.shelves import Shelf, Workshop, shelves, workshops
from small_trades.shop.site.cards import ProductCard

NEW_ARRIVALS = 8


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the front page shows; every part may be empty in a shop that has just begun."""

    banners: tuple[ShownBanner, ...]
    shelves: tuple[Shelf, ...]
    new: tuple[ProductCard, ...]
    makers: tuple[Workshop, ...]


def home_page() -> HomePage:
    """The front page: banners, shelves, the newest products, makers."""
    newest = drawn(with_parts(on_sale())[:NEW_ARRIVALS])
    return HomePage(shown_banners(), shelves().roots, newest, workshops())
