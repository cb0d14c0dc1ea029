"""Addresses that waited for something in vain: ninety days."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.shop.wishes.actions.restock import forget_old
from small_trades.shop.wishes.models import KEPT, RestockWait


def _due(until: datetime, subject: UUID | None) -> Iterator[privacy.retention.Due]:
    rows = RestockWait.objects.all() if subject is None else RestockWait.objects.filter(subject=subject)
    return privacy.retention.rows_due(rows, at="asked_at", kept=KEPT, until=until)


def _forget(due: privacy.retention.Due, until: datetime) -> bool:
    return forget_old(due.record, since=until)


CLOCKS: Final = (
    privacy.retention.Clock(
        "wishes.restock",
        "入荷のお知らせの送り先",
        "Addresses for word that something is back",
        _due,
        privacy.retention.one_by_one(_forget),
    ),
)
