"""Mails about inquiries, sent after the transaction that caused them."""

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from small_trades import privacy
from small_trades.shop.inquiries.actions import notify
from small_trades.shop.inquiries.actions.fetch_mail import fetch_mail as fetch

logger = logging.getLogger(__name__)
WAITS: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long after each failed attempt the next one comes."""


@task()
def send_received(inquiry_id: str, attempt: int = 0) -> None:
    """Mail that an inquiry arrived."""
    _try(send_received, notify.received, inquiry_id, attempt)


@task()
def send_answered(inquiry_id: str, attempt: int = 0) -> None:
    """Mail that there is an answer."""
    _try(send_answered, notify.answered, inquiry_id, attempt)


@task()
def send_mailed(message_id: str, attempt: int = 0) -> None:
    """Mail that a mail arrived."""
    _try(send_mailed, notify.mailed, message_id, attempt)


@task()
def fetch_mail() -> None:
    """Take what waits in the shop's mailbox. A server that is away is asked again the next minute."""
    try:
        with privacy.acting_as(privacy.Actor.system("inquiries.fetch_mail")):
            fetch()
    except privacy.DoorError as error:
        logger.warning("the inbox could not be read: %s", error)


def _try(again: Task[Any, None], verb: Callable[[UUID], None], inquiry_id: str, attempt: int) -> None:
    try:
        with privacy.acting_as(privacy.Actor.system(f"inquiries.{again.name}")):
            verb(UUID(inquiry_id))
    except privacy.Refused as refused:
        # Whoever was erased since gets no mail: there is no address left to send it to.
        if not refused.is_gone:
            raise
    except privacy.DoorError as error:
        if error.permanent or attempt >= len(WAITS):
            raise
        again.using(run_after=timezone.now() + WAITS[attempt]).enqueue(inquiry_id, attempt + 1)
