"""What programs are told in the background: ids in, nothing else. A program that is away is tried again."""

import datetime as dt
from typing import Final
from uuid import UUID

from django_tasks import task

from small_trades import privacy
from small_trades.shop.api.actions import notices
from small_trades.shop.api.events import NoticeEvent
from small_trades.shop.kernel.attempts import attempt_at

WAITS: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 840, 1200))
"""How long after each failed attempt the next one comes; after two days and a half the notice has failed."""


@task()
def announce_placed(order_id: str) -> None:
    """An order was placed."""
    _announce(NoticeEvent.PLACED, order_id)


@task()
def announce_paid(order_id: str) -> None:
    """An order was paid."""
    _announce(NoticeEvent.PAID, order_id)


@task()
def announce_shipped(order_id: str) -> None:
    """An order was shipped."""
    _announce(NoticeEvent.SHIPPED, order_id)


@task()
def announce_cancelled(order_id: str) -> None:
    """An order was cancelled."""
    _announce(NoticeEvent.CANCELLED, order_id)


@task()
def announce_low(variant_id: str) -> None:
    """Few of a variant are left."""
    with privacy.acting_as(privacy.Actor.system("api.announce")):
        notices.announce_low(int(variant_id))


@task()
def send_notice(notice_id: str, attempt: int = 0) -> None:
    """Send one notice."""
    attempt_at(send_notice, notices.send, notice_id, attempt, waits=WAITS)


def _announce(event: NoticeEvent, order_id: str) -> None:
    with privacy.acting_as(privacy.Actor.system("api.announce")):
        notices.announce_order(event, UUID(order_id))
