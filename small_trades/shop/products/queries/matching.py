"""Which products a search finds, and what lists need to know of each to sort and count them."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.db.models.expressions import Combinable

from small_trades.shop.products.asked import lowering
from small_trades.shop.products.models import Product, SearchEntry, Variant
from small_trades.shop.products.queries.cards import on_sale
from small_trades.shop.products.search_index import having_all, having_any
from small_trades.shop.products.search_text import query_grams, words
from small_trades.shop.site.formats import current_language

_ALIKE = 0.3


class Match(NamedTuple):
    """A product found; `price` is that of its cheapest variant, `score` counts words in its names."""

    id: int
    category: int
    maker: int
    price: int
    is_in_stock: bool
    score: int


def matches(typed: str) -> list[Match]:
    """Every product on sale that holds all typed words, the newest first; all where nothing is typed."""
    sought = words(typed)
    if typed and not sought:
        return []
    found = _holding(on_sale(), sought).annotate(
        is_in_stock=Exists(Variant.objects.filter(product=OuterRef("pk"), is_sold=True, available__gt=0)),
        score=_score(sought),
    )
    columns = ("pk", "category_id", "maker_id", "price_from", "is_in_stock", "score")
    rows = [Match(*row) for row in found.order_by("-published_at", "-pk").values_list(*columns)]
    lower = lowering()
    if lower is None:
        return rows
    return [row._replace(price=lower(row.id, row.category, row.price)) for row in rows]


def order_by_name() -> dict[int, str]:
    """What sorts each product by its name in the page's language, compared character by character."""
    return dict(SearchEntry.objects.values_list("product_id", f"order_{current_language()}"))


def count(typed: str) -> int:
    """How many products on sale hold all typed words."""
    sought = words(typed)
    return _holding(on_sale(), sought).count() if sought else 0


def alike(typed: str, *, most: int) -> list[int]:
    """The ids of products whose names share most with one of the words, for a search that found nothing."""
    wanted = [query_grams(word) for word in words(typed)]
    if not wanted:
        return []
    grams = sorted({gram for of_word in wanted for gram in of_word})
    entries = SearchEntry.objects.filter(product__in=on_sale(), pk__in=having_any(grams))
    likeness = [
        (max(_share(of_word, names) for of_word in wanted), product_id)
        for product_id, names in entries.values_list("product_id", "names")
    ]
    likeness.sort(key=lambda pair: (-pair[0], -pair[1]))
    return [product_id for share, product_id in likeness if share >= _ALIKE][:most]


def _share(grams: Sequence[str], names: str) -> float:
    return sum(gram in names for gram in grams) / len(grams)


def _holding(products: QuerySet[Product], sought: Sequence[str]) -> QuerySet[Product]:
    """The products whose text holds every word. The index finds candidates; the text decides."""
    if not sought:
        return products
    wanted = sorted({gram for word in sought for gram in query_grams(word)})
    products = products.filter(pk__in=having_all(wanted))
    for word in sought:
        products = products.filter(search_entry__text__contains=word)
    return products


def _score(sought: Sequence[str]) -> Combinable:
    total: Combinable = Value(0, output_field=IntegerField())
    for word in sought:
        in_names = When(search_entry__names__contains=word, then=Value(1))
        total = total + Case(in_names, default=Value(0), output_field=IntegerField())
    return total
