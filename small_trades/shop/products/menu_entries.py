"""The shelves in the header's menu."""

from collections.abc import Iterable

from small_trades.shop.products.queries.shelves import shelves
from small_trades.shop.site.menu import Link


def entries() -> Iterable[Link]:
    """A link to each top shelf."""
    return tuple(Link(shelf.href, shelf.name) for shelf in shelves().roots)
