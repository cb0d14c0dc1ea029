"""What stands below a product in the words of buyers: put there, answered, and taken away without a trace."""

from uuid import UUID

from small_trades.shop.products.models import PublishedReview
from small_trades.shop.site.actions import content_changed


def add(product_id: int, *, stars: int, title: str, text: str, pen_name: str) -> UUID:
    """Show a review; its id. Call it in a transaction."""
    shown = PublishedReview.objects.create(
        product_id=product_id, stars=stars, title=title, text=text, pen_name=pen_name
    )
    content_changed()
    return shown.pk


def answer(review_id: UUID, text: str) -> None:
    """Set what the shop says about a review. Call it in a transaction."""
    PublishedReview.objects.filter(pk=review_id).update(answer=text)
    content_changed()


def remove(review_id: UUID) -> None:
    """Delete a review from the product page. Call it in a transaction."""
    PublishedReview.objects.filter(pk=review_id).delete()
    content_changed()
