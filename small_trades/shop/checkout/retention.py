"""Unfinished checkouts: seven days after the last change, with the key that opened them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import CART_RETENTION
from small_trades.shop.checkout.actions.forget import forget_draft
from small_trades.shop.checkout.models import Draft

KEPT: Final = timedelta(days=CART_RETENTION.days or 0)


def _due(until: datetime, subject: UUID | None) -> Iterator[privacy.retention.Due]:
    drafts = Draft.objects.all() if subject is None else Draft.objects.filter(subject=subject)
    yield from privacy.retention.rows_due(drafts, at="changed_at", kept=KEPT, until=until)


def _forget(due: privacy.retention.Due, until: datetime) -> bool:
    return forget_draft(due.record, since=until - KEPT)


CLOCKS: Final = (
    privacy.retention.Clock(
        "checkout.drafts",
        "途中のご注文手続き",
        "Unfinished checkouts",
        _due,
        privacy.retention.one_by_one(_forget),
        kept_for=CART_RETENTION,
    ),
)
