"""What a member marked."""

from dataclasses import dataclass
from uuid import UUID

from small_trades.shop.products.queries import cards
from small_trades.shop.site.cards import ProductCard
from small_trades.shop.site.paging import Paging
from small_trades.shop.wishes.models import Favourite

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
