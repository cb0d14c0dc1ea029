"""Reviews: 730 days after they were last written, then they leave the product page too."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import REVIEW_RETENTION
from small_trades.shop.reviews.actions import forget_old
from small_trades.shop.reviews.models import Review

KEPT: Final = timedelta(days=REVIEW_RETENTION.days or 0)


def _due(until: datetime, subject: UUID | None) -> Iterator[privacy.retention.Due]:
    reviews = Review.objects.all() if subject is None else Review.objects.filter(subject=subject)
    yield from privacy.retention.rows_due(reviews, at="written_at", kept=KEPT, until=until)


def _forget(due: privacy.retention.Due, until: datetime) -> bool:
    return forget_old(due.record, since=until - KEPT)


CLOCKS: Final = (
    privacy.retention.Clock(
        "reviews.old",
        "商品レビュー",
        "Reviews of goods",
        _due,
        privacy.retention.one_by_one(_forget),
        kept_for=REVIEW_RETENTION,
    ),
)
