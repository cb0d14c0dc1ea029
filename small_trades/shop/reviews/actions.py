"""Writing, publishing, leaving out and forgetting reviews.

The copy that visitors read lives and dies with the review: every verb that ends the one deletes the other in
the same transaction, and tells every process that its pages are old.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import REVIEW_PUBLISHING, REVIEW_RETENTION
from small_trades.policy.groups import ReviewWords
from small_trades.shop.orders.models import Order
from small_trades.shop.products.actions import published_reviews
from small_trades.shop.reviews.models import Review
from small_trades.shop.reviews.queries import Receipt
from small_trades.shop.reviews.states import LeftOut, ReviewState


class ReviewChangedError(Exception):
    """Its author wrote or withdrew in the meantime; nothing was done."""


def write(receipt: Receipt, words: ReviewWords) -> None:
    """Keep what the author wrote, or wrote anew; it waits for the desk, and no older copy is shown."""
    with transaction.atomic():
        fresh = Review(order_id=receipt.order_id, product_id=receipt.product_id, subject=receipt.subject)
        # Two first reviews at once: the second waits for the first, and is a change of it.
        Order.objects.select_for_update().filter(pk=receipt.order_id).first()
        known = _of(receipt).select_for_update().first()
        review = known or fresh
        if known is not None:
            _unpublish(known)
            known.version += 1
        review.state, review.reason, review.written_at = ReviewState.WAITING, "", timezone.now()
        privacy.collect(review, notice="review", words=words)
        review.save()


def withdraw(receipt: Receipt) -> bool:
    """Delete the review and its copy; False where there is none."""
    with transaction.atomic():
        review = _of(receipt).select_for_update().first()
        if review is None:
            return False
        _delete(review)
    _drop_key(receipt.subject)
    return True


def publish(review_id: UUID, *, version: int) -> None:
    """Show what was read, and only that: `version` is the one that the reader saw.

    Raises:
        ReviewChangedError: it is no longer there, or not what was read.
    """
    with transaction.atomic():
        review = _locked(review_id, version)
        if review.published_id is not None:
            return
        (words,) = privacy.use([review.words], purpose=REVIEW_PUBLISHING)
        review.published_id = published_reviews.add(
            review.product_id,
            stars=int(words.stars),
            title=words.title,
            text=words.text,
            pen_name=words.pen_name,
        )
        review.state, review.reason = ReviewState.SHOWN, ""
        review.save(update_fields=["published_id", "state", "reason"])


def leave_out(review_id: UUID, reason: LeftOut, *, version: int) -> None:
    """Keep a review off the product page, or take it from there; its author reads the reason.

    Raises:
        ReviewChangedError: it is no longer there, or not what was read.
    """
    with transaction.atomic():
        review = _locked(review_id, version)
        _unpublish(review)
        review.state, review.reason = ReviewState.NOT_SHOWN, reason
        review.save(update_fields=["published_id", "state", "reason"])


def reply(review_id: UUID, text: str, *, version: int) -> None:
    """Say something below a review that is shown; an empty text takes the shop's words away.

    Raises:
        ReviewChangedError: it is no longer there or no longer shown, or not what was read.
    """
    with transaction.atomic():
        review = _locked(review_id, version)
        if review.published_id is None:
            raise ReviewChangedError
        published_reviews.answer(review.published_id, text)


def take_down(subject: UUID) -> int:
    """Take a person's reviews off the product pages, to be read again should they go on; how many.

    What visitors read is a copy, which no objection or restriction of the engine reaches.
    """
    with transaction.atomic():
        shown = list(Review.objects.select_for_update().filter(subject=subject).exclude(published_id=None))
        for review in shown:
            _unpublish(review)
            review.state = ReviewState.WAITING
            review.save(update_fields=["published_id", "state"])
    return len(shown)


def forget_person(subject: UUID) -> int:
    """Delete every review of a person with its copy; how many."""
    with transaction.atomic():
        own = list(Review.objects.select_for_update().filter(subject=subject))
        for review in own:
            _delete(review)
    return len(own)


def forget_old(review_id: UUID, *, since: datetime) -> bool:
    """Delete a review last written then or before; False where it was written anew."""
    with transaction.atomic():
        review = Review.objects.select_for_update().filter(pk=review_id, written_at__lte=since).first()
        if review is None:
            return False
        _delete(review)
    _drop_key(review.subject)
    return True


def _of(receipt: Receipt) -> QuerySet[Review]:
    return Review.objects.filter(
        subject=receipt.subject, order_id=receipt.order_id, product_id=receipt.product_id
    )


def _locked(review_id: UUID, version: int) -> Review:
    review = Review.objects.select_for_update().filter(pk=review_id, version=version).first()
    if review is None:
        raise ReviewChangedError
    return review


def _unpublish(review: Review) -> None:
    if review.published_id is not None:
        published_reviews.remove(review.published_id)
        review.published_id = None


def _delete(review: Review) -> None:
    _unpublish(review)
    review.delete()


def _drop_key(subject: UUID) -> None:
    # The key opens a person's other reviews too, while there are any.
    if not Review.objects.filter(subject=subject).exists():
        privacy.destroy(subject, classes=[REVIEW_RETENTION.id])
