"""Mails about inquiries, sent after the transaction that caused them."""

import datetime as dt
import logging
from functools import partial
from typing import Final

from django_tasks import task

from small_trades import privacy
from small_trades.shop.inquiries.actions import notify
from small_trades.shop.inquiries.actions.fetch_mail import fetch_mail as fetch
from small_trades.shop.kernel.attempts import attempt_at

logger = logging.getLogger(__name__)
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
