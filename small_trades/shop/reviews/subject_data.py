"""What reviews hold about a person: the words they wrote, and that they are on a product page."""

from collections.abc import Iterator
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import REVIEW_RETENTION
from small_trades.shop.reviews.actions import forget_person
from small_trades.shop.reviews.models import Review

COVERS = (Review,)


def held(subject: UUID) -> Iterator[privacy.Held]:
    """One entry for each review."""
    for review in Review.objects.filter(subject=subject).select_related("product"):
        product = review.product
        is_shown = review.published_id is not None
        yield privacy.Held(
            "商品レビュー",
            "Review",
            sealed=(review.words,),
            facts=(
                ("商品", "Product", f"{product.name_ja} / {product.name_en or product.name_ja}"),
                ("商品ページへの掲載", "On the product page", "あり / yes" if is_shown else "なし / no"),
            ),
            kept_until=REVIEW_RETENTION.kept_until(timezone.localdate(review.written_at)),
        )


def forget(subject: UUID) -> int:
    """Remove every review with its copy on the product page; how many went."""
    return forget_person(subject)
