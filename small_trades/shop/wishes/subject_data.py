"""What is held about a person's wishes: the products they marked."""

from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.shop.wishes.actions import forget_person
from small_trades.shop.wishes.models import Favourite

COVERS = (Favourite,)


def held(subject: UUID) -> list[privacy.Held]:
    """One entry with every favourite, if there are any."""
    marked = list(Favourite.objects.filter(subject=subject).select_related("product"))
    if not marked:
        return []
    return [
        privacy.Held(
            "お気に入り",
            "Favourites",
            sealed=(),
            facts=tuple(
                (
                    one.product.name_ja,
                    one.product.name_en or one.product.name_ja,
                    timezone.localdate(one.at).isoformat(),
                )
                for one in marked
            ),
        )
    ]


def forget(subject: UUID) -> int:
    """Remove every favourite; how many rows went."""
    return forget_person(subject)
