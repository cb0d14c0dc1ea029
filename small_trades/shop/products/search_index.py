"""The two search indexes behind one question: which products have all, or any, of these grams?

SQLite answers from the FTS5 table `products_search`, PostgreSQL from a GIN index over the same column. Both
are made by migration 0002 and follow the table of search entries by themselves.
"""

from collections.abc import Callable, Sequence

from django.db import connections
from django.db.models.expressions import RawSQL

from small_trades.shop.products.search_text import encode

_FTS5 = "SELECT rowid FROM products_search WHERE products_search MATCH %s"
_GIN_ALL = "SELECT product_id FROM products_searchentry WHERE string_to_array(grams, ' ') @> %s::text[]"
_GIN_ANY = "SELECT product_id FROM products_searchentry WHERE string_to_array(grams, ' ') && %s::text[]"


def having_all(grams: Sequence[str], *, using: str = "default") -> RawSQL:
    """A subquery of the ids of products that have every gram; for `filter(pk__in=…)`."""
    return _ALL[connections[using].vendor]([encode(gram) for gram in grams])


def having_any(grams: Sequence[str], *, using: str = "default") -> RawSQL:
    """A subquery of the ids of products that have one of the grams at least."""
    return _ANY[connections[using].vendor]([encode(gram) for gram in grams])


# Encoded grams are letters and digits, and they are parameters: there is nothing to inject.
_ALL: dict[str, Callable[[list[str]], RawSQL]] = {
    "sqlite": lambda grams: RawSQL(_FTS5, [" AND ".join(grams)]),  # noqa: S611 - see above
    "postgresql": lambda grams: RawSQL(_GIN_ALL, [grams]),  # noqa: S611 - see above
}
_ANY: dict[str, Callable[[list[str]], RawSQL]] = {
    "sqlite": lambda grams: RawSQL(_FTS5, [" OR ".join(grams)]),  # noqa: S611 - see above
    "postgresql": lambda grams: RawSQL(_GIN_ANY, [grams]),  # noqa: S611 - see above
}
