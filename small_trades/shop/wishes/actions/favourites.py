"""Marking a product, and taking the mark off."""

from uuid import UUID

from django.db import transaction

from small_trades.shop.products.queries import product_id_on_sale
from small_trades.shop.wishes.models import Favourite

MOST = 300


class TooManyFavouritesError(Exception):
    """A member has three hundred favourites already; nothing was marked."""


class NotOnSaleError(Exception):
    """There is no such product on sale; nothing was marked."""


def mark(subject: UUID, slug: str) -> None:
    """Make a product a favourite of the member; once more changes nothing.

    Raises:
        NotOnSaleError: there is no such product, or visitors may not see it.
        TooManyFavouritesError: one has to go first.
    """
    product_id = product_id_on_sale(slug)
    if product_id is None:
        raise NotOnSaleError(slug)
    with transaction.atomic():
        own = Favourite.objects.filter(subject=subject)
        if own.filter(product=product_id).exists():
            return
        if own.count() >= MOST:
            raise TooManyFavouritesError
        # Two presses at once: the second finds the mark of the first.
        Favourite.objects.bulk_create(
            [Favourite(subject=subject, product_id=product_id)], ignore_conflicts=True
        )


def unmark(subject: UUID, slug: str) -> None:
    """Take the mark off, whether or not the product is still on sale."""
    Favourite.objects.filter(subject=subject, product__slug=slug).delete()


def forget_person(subject: UUID) -> int:
    """Remove all favourites of a person; how many."""
    return Favourite.objects.filter(subject=subject).delete()[0]
