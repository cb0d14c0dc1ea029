"""Refusals in the background: ids in, nothing else. A door that is shut is tried again."""

import datetime as dt
from typing import Final
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from small_trades import privacy
from small_trades.shop.misuse.actions import notify

WAITS: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long after each failed attempt the next one comes."""


@task()
def send_decided(appeal_id: str, attempt: int = 0) -> None:
    """Mail how an objection was decided."""
    try:
        with privacy.acting_as(privacy.Actor.system("misuse.send_decided")):
            notify.decided(UUID(appeal_id))
    except privacy.DoorError as error:
        if error.permanent or attempt >= len(WAITS):
            raise
        send_decided.using(run_after=timezone.now() + WAITS[attempt]).enqueue(appeal_id, attempt + 1)
