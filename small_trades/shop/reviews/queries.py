"""Who may review what, what they wrote, and what waits for the desk."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, REVIEW_PUBLISHING
from small_trades.policy.groups import ReviewWords
from small_trades.shop.orders.models import Order, OrderLine
from small_trades.shop.orders.queries import OrderPage
from small_trades.shop.orders.states import OrderState
from small_trades.shop.products.models import Product, PublishedReview, Variant
from small_trades.shop.reviews.models import Review
from small_trades.shop.reviews.states import REASON_WORDS, STATE_NAMES, LeftOut, ReviewState


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a person received a product: what lets them write about it."""

    subject: UUID
    order_id: UUID
    product_id: int
    product_name: str
    slug: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review in a list; its words stay sealed. Its author finds it at `order_code` and `position`."""

    id: UUID
    product_name_ja: str
    product_name_en: str
    slug: str
    state: ReviewState
    state_name: str | Promise
    reason: str | Promise
    written_at: dt.datetime
    order_code: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class OpenReview:
    """A review with its words; `answer` is what the shop said below it."""

    row: ReviewRow
    words: ReviewWords
    version: int
    answer: str


def receipt_of(order: OrderPage, position: int, *, even_if_returned: bool = False) -> Receipt | None:
    """What was received of a line; None where it is not delivered, all of it went back, or it is gone.

    `even_if_returned`: what was written earlier stays its author's to delete.
    """
    line = next((line for line in order.lines if line.position == position), None)
    if line is None:
        return None
    if not even_if_returned and (order.state != OrderState.DELIVERED or line.left <= 0):
        return None
    variant = Variant.objects.filter(pk=line.variant_id).select_related("product").first()
    if variant is None:
        return None
    return Receipt(order.subject, order.id, variant.product_id, line.product_name, variant.product.slug)


def own_review(receipt: Receipt) -> tuple[ReviewRow, ReviewWords] | None:
    """What its author wrote about what they received, opened for them."""
    review = _with_product().filter(
        subject=receipt.subject, order_id=receipt.order_id, product_id=receipt.product_id
    )
    found = review.first()
    if found is None:
        return None
    (words,) = privacy.use([found.words], purpose=ACCOUNT_DISPLAY)
    return _row(found), words


def reviews_of(subject: UUID) -> tuple[ReviewRow, ...]:
    """Every review of a member, the newest first, with the line of the order it is about."""
    own = list(_with_product().filter(subject=subject))
    orders = Order.objects.in_bulk({review.order_id for review in own})
    lines = OrderLine.objects.filter(order_id__in=orders).values_list("order_id", "variant_id", "position")
    product_of = dict(
        Variant.objects.filter(pk__in={line[1] for line in lines}).values_list("pk", "product_id")
    )
    at = {(order, product_of.get(variant)): position for order, variant, position in lines}
    return tuple(
        _row(review, orders[review.order_id].code, at[review.order_id, review.product_id])
        for review in own
        if (review.order_id, review.product_id) in at
    )


def count_waiting() -> int:
    """How many reviews nobody has read."""
    return Review.objects.filter(state=ReviewState.WAITING).count()


def count_reviews(state: ReviewState | None = None) -> int:
    """How many there are."""
    return _in_state(state).count()


def list_reviews(state: ReviewState | None = None, *, start: int, stop: int) -> tuple[ReviewRow, ...]:
    """Reviews for the desk, the newest first, sealed."""
    return tuple(_row(review) for review in _in_state(state)[start:stop])


def open_review(review_id: UUID) -> OpenReview | None:
    """A review with its words, opened to read it before it is shown."""
    review = _with_product().filter(pk=review_id).first()
    if review is None:
        return None
    (words,) = privacy.use([review.words], purpose=REVIEW_PUBLISHING)
    shown = PublishedReview.objects.filter(pk=review.published_id).first() if review.published_id else None
    return OpenReview(_row(review), words, review.version, shown.answer if shown else "")


def _with_product() -> QuerySet[Review]:
    return Review.objects.select_related("product")


def _in_state(state: ReviewState | None) -> QuerySet[Review]:
    return _with_product().filter(state=state) if state else _with_product()


def _row(review: Review, code: str = "", position: int = 0) -> ReviewRow:
    product: Product = review.product
    return ReviewRow(
        id=review.pk,
        product_name_ja=product.name_ja,
        product_name_en=product.name_en or product.name_ja,
        slug=product.slug,
        state=ReviewState(review.state),
        state_name=STATE_NAMES[ReviewState(review.state)],
        reason=REASON_WORDS[LeftOut(review.reason)] if review.reason else "",
        written_at=review.written_at,
        order_code=code,
        position=position,
    )
