"""What is offered below the search field while somebody types: shelves, makers, products by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from small_trades.shop.products.models import Category, Maker, SearchEntry
from small_trades.shop.products.queries.cards import cards, on_sale
from small_trades.shop.products.search_index import having_all
from small_trades.shop.products.search_text import fold, query_grams, words
from small_trades.shop.site.formats import in_language, money

MOST_SHELVES = 2
MOST_MAKERS = 2
MOST_PRODUCTS = 6

Kind = Literal["category", "maker", "product"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place to go to: its name, its address, and what stands beside the name."""

    kind: Kind
    text: str
    href: str
    detail: str
    image: str = ""


def suggestions(typed: str) -> tuple[Suggestion, ...]:
    """The shelves, makers and products on sale whose names hold every typed word; at most ten.

    The same on both engines: the index finds candidates, plain comparison and sorting in Python decide.
    """
    sought = words(typed)
    if not sought:
        return ()
    return (*_shelves(sought), *_makers(sought), *_products(sought))


def names_holding(sought: Sequence[str]) -> QuerySet[SearchEntry]:
    """The entries of products on sale whose names, readings or codes hold every folded word."""
    wanted = sorted({gram for word in sought for gram in query_grams(word)})
    entries = SearchEntry.objects.filter(product__in=on_sale(), pk__in=having_all(wanted))
    for word in sought:
        entries = entries.filter(names__contains=word)
    return entries


def _shelves(sought: Sequence[str]) -> tuple[Suggestion, ...]:
    found = [shelf for shelf in Category.objects.all() if _holds((shelf.name_ja, shelf.name_en), sought)]
    return tuple(
        Suggestion(
            "category",
            in_language(shelf, "name"),
            reverse("products:category", kwargs={"slug": shelf.slug}),
            _("Category"),
        )
        for shelf in found[:MOST_SHELVES]
    )


def _makers(sought: Sequence[str]) -> tuple[Suggestion, ...]:
    found = [
        maker
        for maker in Maker.objects.all()
        if _holds((maker.name_ja, maker.name_en, maker.reading), sought)
    ]
    return tuple(
        Suggestion(
            "maker",
            in_language(maker, "name"),
            f"{reverse('products:list')}?maker={maker.slug}",
            _("Maker"),
        )
        for maker in found[:MOST_MAKERS]
    )


def _products(sought: Sequence[str]) -> tuple[Suggestion, ...]:
    """Those whose name begins as typed come first, then the newest."""
    rows = names_holding(sought).order_by("-product__published_at", "-pk").values_list("pk", "names")
    ranked = sorted(rows, key=lambda row: not _begins(row[1], sought[0]))
    return tuple(
        Suggestion(
            "product",
            card.name,
            reverse("products:product", kwargs={"slug": card.slug}),
            f"{card.maker} · {money(card.price)}",
            card.image,
        )
        for card in cards([pk for pk, _names in ranked[:MOST_PRODUCTS]])
    )


def _begins(names: str, word: str) -> bool:
    return names.startswith(word) or f" {word}" in names


def _holds(names: Sequence[str], sought: Sequence[str]) -> bool:
    folded = " ".join(fold(name) for name in names)
    return all(word in folded for word in sought)
