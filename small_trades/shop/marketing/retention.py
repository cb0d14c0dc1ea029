"""Wishes that nobody confirmed: forgotten after a day, their keys destroyed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.shop.marketing.actions.forget import forget_unconfirmed
from small_trades.shop.marketing.actions.subscribe import CONFIRM_WITHIN
from small_trades.shop.marketing.models import Subscription


def _due(until: datetime, subject: UUID | None) -> Iterator[privacy.retention.Due]:
    wishes = Subscription.objects.filter(confirmed_at=None)
    if subject is not None:
        wishes = wishes.filter(subject=subject)
    return privacy.retention.rows_due(wishes, at="asked_at", kept=CONFIRM_WITHIN, until=until)


def _forget(due: privacy.retention.Due, until: datetime) -> bool:
    return forget_unconfirmed(due.record, since=until - CONFIRM_WITHIN)


CLOCKS: Final = (
    privacy.retention.Clock(
        "marketing.unconfirmed",
        "確認されなかったメールマガジンのお申し込み",
        "Newsletter wishes nobody confirmed",
        _due,
        privacy.retention.one_by_one(_forget),
    ),
)
