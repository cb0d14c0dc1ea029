"""Which word of the catalogue was meant by one that nothing holds.

Likeness is that of grams (Dice, 1945: twice what two words share, over what both have), counted in Python, so
that no engine's own idea of similarity has a say.
"""

from collections.abc import Iterator

from small_trades.shop.products.models import Category, Maker, Product, SearchEntry, Tag
from small_trades.shop.products.queries.cards import on_sale
from small_trades.shop.products.search_index import having_any
from small_trades.shop.products.search_text import fold, grams, query_grams, words

NEAR = 0.4
_MOST_CANDIDATES = 2000


def respelled(typed: str) -> str:
    """The query with each unknown word replaced by the nearest known one; "" where nothing is near enough."""
    sought = words(typed)
    mended = [word if _is_known(word) else _nearest(word) for word in sought]
    if not all(mended) or tuple(mended) == sought:
        return ""
    return " ".join(mended)


def _is_known(word: str) -> bool:
    return SearchEntry.objects.filter(product__in=on_sale(), text__contains=word).exists()


def _nearest(word: str) -> str:
    """The known word most alike; among equals the shortest, then the first in order of its characters."""
    own = grams(word)
    best = (NEAR, 0, "")
    for known in sorted(set(_known(word))):
        theirs = grams(known)
        shared = 2 * len(own & theirs) / (len(own) + len(theirs))
        best = max(best, (shared, -len(known), known), key=lambda found: found[:2])
    return best[2]


def _known(word: str) -> Iterator[str]:
    """Words of names and readings that share a pair with this one, and all shelves, makers and tags."""
    entries = SearchEntry.objects.filter(product__in=on_sale(), pk__in=having_any(query_grams(word)))
    for names in entries.order_by("-pk").values_list("names", flat=True)[:_MOST_CANDIDATES]:
        yield from names.split()
    sold = Product.objects.filter(pk__in=on_sale())
    for shelf in Category.objects.filter(products__in=sold):
        yield from words(f"{shelf.name_ja} {shelf.name_en}")
    for maker in Maker.objects.filter(products__in=sold):
        yield from words(f"{maker.name_ja} {maker.name_en} {maker.reading}")
    for tag in Tag.objects.filter(products__in=sold):
        yield from (fold(tag.name_ja), *words(tag.name_en))
