"""Refusals in the background: ids in, nothing else. A door that is shut is tried again."""

import datetime as dt
from typing import Final

from django_tasks import task

from small_trades.shop.kernel.attempts import attempt_at
from small_trades.shop.misuse.actions import notify

WAITS: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long after each failed attempt the next one comes."""


@task()
def send_decided(appeal_id: str, attempt: int = 0) -> None:
    """Mail how an objection was decided."""
    attempt_at(send_decided, notify.decided, appeal_id, attempt, waits=WAITS)
