"""Carts that nobody touched for as long as the page says they stay. They know no person."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.shop.cart import actions
from small_trades.shop.cart.holding import KEPT_DAYS
from small_trades.shop.cart.models import Cart

KEPT: Final = timedelta(days=KEPT_DAYS)


def _due(until: datetime, subject: UUID | None) -> Iterator[privacy.retention.Due]:
    if subject is None:
        yield from privacy.retention.rows_due(
            Cart.objects.all(), at="changed_at", kept=KEPT, until=until, subject=None
        )


def _forget(page: Sequence[privacy.retention.Due], until: datetime) -> int:
    return actions.forget_untouched([due.record for due in page], since=until - KEPT)


CLOCKS: Final = (privacy.retention.Clock("cart.untouched", "カート", "Carts", _due, _forget),)
