"""What buyers say about a product, and the average of their stars."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Avg, Count

from small_trades.shop.products.models import PublishedReview
from small_trades.shop.site.paging import Paging

PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class ShownReview:
    """One review as visitors read it; `answer` is the shop's, or empty."""

    stars: int
    title: str
    text: str
    pen_name: str
    answer: str
    shown_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ReviewsPart:
    """The reviews of a product, one page of them; `average` is None where there are none."""

    average: float | None
    count: int
    reviews: tuple[ShownReview, ...]
    paging: Paging


def reviews_part(slug: str, page: str | None, *, path: str) -> ReviewsPart:
    """One page of the reviews of a product, the newest first."""
    found = PublishedReview.objects.filter(product__slug=slug)
    sums = found.aggregate(average=Avg("stars"), count=Count("pk"))
    paging = Paging.of(page, per_page=PER_PAGE, total=sums["count"], path=path)
    reviews = tuple(
        ShownReview(row.stars, row.title, row.text, row.pen_name, row.answer, row.shown_at)
        for row in found[paging.start : paging.stop]
    )
    average = None if sums["average"] is None else round(float(sums["average"]), 1)
    return ReviewsPart(average, sums["count"], reviews, paging)
