"""Mails about inquiries, sent after the transaction that caused them."""

import datetime as dt
from functools import partial
from typing import Final

from django_tasks import task

from small_trades.shop.inquiries.actions import notify
from small_trades.shop.kernel.attempts import attempt_at

WAITS: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long after each failed attempt the next one comes."""
_try = partial(attempt_at, waits=WAITS)


@task()
def send_received(inquiry_id: str, attempt: int = 0) -> None:
    """Mail that an inquiry arrived."""
    _try(send_received, notify.received, inquiry_id, attempt)


@task()
def send_answered(inquiry_id: str, attempt: int = 0) -> None:
    """Mail that there is an answer."""
    _try(send_answered, notify.answered, inquiry_id, attempt)
