"""Uses of a coupon are counted while it runs, and for the ninety days in which an order may come back."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.shop.promotions.actions.forget import forget_uses, uses_of_ended

KEPT: Final = timedelta(days=90)


def _due(until: datetime, subject: UUID | None) -> Iterator[privacy.retention.Due]:
    uses = uses_of_ended(until - KEPT).select_related("coupon")
    if subject is not None:
        uses = uses.filter(subject=subject)
    for use in uses.order_by("pk").iterator():
        ended = use.coupon.ends_at or use.at
        yield privacy.retention.Due(use.pk, use.subject, max(ended, use.at) + KEPT)


def _forget(page: Sequence[privacy.retention.Due], until: datetime) -> int:
    return forget_uses([due.record for due in page], until - KEPT)


CLOCKS: Final = (
    privacy.retention.Clock(
        "promotions.uses", "終了したクーポンのご利用", "Uses of coupons that ended", _due, _forget
    ),
)
