"""What programs are told in the background: ids in, nothing else. A program that is away is tried again."""

import datetime as dt
from typing import Final

from django_tasks import task

from small_trades.shop.api.actions import notices
from small_trades.shop.kernel.attempts import attempt_at

QUEUE: Final = "programs"
"""Notices have lanes of their own in the worker: a program that is slow holds up no mail."""
WAITS: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 840, 1200))
"""How long after each failed attempt the next one comes; after two days and a half the notice has failed."""


@task(queue_name=QUEUE)
def send_notice(notice_id: str, attempt: int = 0) -> None:
    """Send one notice."""
    attempt_at(send_notice, notices.send, notice_id, attempt, waits=WAITS)
