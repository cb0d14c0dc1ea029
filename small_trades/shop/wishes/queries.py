"""What a member marked, what they wait for, and how many wait for a thing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from small_trades.shop.products.queries import Sellable, cards, sellables
from small_trades.shop.site.cards import ProductCard
from small_trades.shop.site.paging import Paging
from small_trades.shop.wishes.models import Favourite, RestockWait

PER_PAGE = 24


@dataclass(frozen=True, slots=True)
class FavouritesPage:
    """One page of favourites; those that are not on sale at the moment are only counted."""

    cards: tuple[ProductCard, ...]
    paging: Paging
    hidden: int


def is_favourite(subject: UUID, slug: str) -> bool:
    """Whether the member marked the product."""
    return Favourite.objects.filter(subject=subject, product__slug=slug).exists()


def favourites_page(subject: UUID, page: str | None, *, path: str) -> FavouritesPage:
    """The member's favourites, the last marked first."""
    ids = list(Favourite.objects.filter(subject=subject).values_list("product_id", flat=True))
    paging = Paging.of(page, per_page=PER_PAGE, total=len(ids), path=path)
    shown = ids[paging.start : paging.stop]
    found = cards(shown)
    return FavouritesPage(found, paging, len(shown) - len(found))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something a member is told about once it is back."""

    id: UUID
    item: Sellable
    asked_at: dt.datetime


def waited_for(variant_id: int) -> Sellable | None:
    """A variant that visitors may see, sold out or not."""
    item = sellables([variant_id]).get(variant_id)
    return item if item is not None and item.is_on_sale else None


def waits_of(subject: UUID) -> tuple[Waiting, ...]:
    """What a member waits for, the latest first."""
    rows = list(RestockWait.objects.filter(subject=subject).order_by("-asked_at"))
    items = sellables(row.variant_id for row in rows)
    return tuple(Waiting(row.pk, items[row.variant_id], row.asked_at) for row in rows)


def count_waiting(variant_ids: Iterable[int]) -> dict[int, int]:
    """How many people wait for each variant; who they are is not looked at."""
    found = RestockWait.objects.filter(variant__in=set(variant_ids)).values_list("variant")
    return dict(found.annotate(count=Count("pk")).order_by())
