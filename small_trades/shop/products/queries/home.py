"""The front page."""

from collections.abc import Iterable
from dataclasses import dataclass

from small_trades.shop.products.queries.cards import card, on_sale, with_parts
from small_trades.shop.products.queries.shelves import Shelf, Workshop, shelves, workshops
from small_trades.shop.site.cards import ProductCard

NEW_ARRIVALS = 8
SHOWN_IN_HERO = 3


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the front page shows; every part may be empty in a shop that has just begun."""

    hero: tuple[ProductCard, ...]
    shelves: tuple[Shelf, ...]
    new: tuple[ProductCard, ...]
    makers: tuple[Workshop, ...]


def home_page() -> HomePage:
    """The front page: shelves, the newest products, makers."""
    newest = tuple(card(product) for product in with_parts(on_sale())[:NEW_ARRIVALS])
    return HomePage(_hero(newest), shelves().roots, newest, workshops())


def _hero(newest: Iterable[ProductCard]) -> tuple[ProductCard, ...]:
    """The newest that can be bought, each from another maker: the first look shows how broad the shop is."""
    of_maker: dict[str, ProductCard] = {}
    for shown in newest:
        if shown.image and shown.stock != "out":
            of_maker.setdefault(shown.maker, shown)
    return tuple(of_maker.values())[:SHOWN_IN_HERO]
