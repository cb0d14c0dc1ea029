"""What is held about a person's wishes: the products they marked, and those they wait for."""

from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.shop.wishes.actions.favourites import forget_person
from small_trades.shop.wishes.actions.restock import forget_waits
from small_trades.shop.wishes.models import KEPT, Favourite, RestockWait

COVERS = (Favourite, RestockWait)


def held(subject: UUID) -> list[privacy.Held]:
    """One entry with every favourite, if there are any, and one for each product that is waited for."""
    waits = RestockWait.objects.filter(subject=subject).select_related("variant__product").order_by("pk")
    return [*_favourites(subject), *(_waiting(wait) for wait in waits)]


def _favourites(subject: UUID) -> list[privacy.Held]:
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
    """Remove every favourite and every wait; how many rows went."""
    return forget_person(subject) + forget_waits(subject)


def _waiting(wait: RestockWait) -> privacy.Held:
    product = wait.variant.product
    return privacy.Held(
        "入荷のお知らせの送り先",
        "Address for word that something is back",
        sealed=(wait.email,),
        facts=(
            ("商品", "Product", f"{product.name_ja} {wait.variant.name_ja}".strip()),
            ("お申し込み日", "Asked on", timezone.localdate(wait.asked_at).isoformat()),
        ),
        kept_until=timezone.localdate(wait.asked_at + KEPT),
    )
