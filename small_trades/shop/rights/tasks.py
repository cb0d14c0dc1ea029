"""Erasures in the background. A task may run twice, or after a crash: it goes on where it stopped."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from small_trades import privacy
from small_trades.shop.rights.actions import leave, take_in

WAITS: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
"""How long after each mail or recipient out of reach the next try comes; then the erasure ends without."""


@task()
def erase(erasure_id: str, attempt: int = 0) -> None:
    """Do what is left of an erasure."""
    try:
        with privacy.acting_as(privacy.Actor.system("rights.erase")):
            privacy.rights.erase(UUID(erasure_id))
    except privacy.DoorError:
        wait = WAITS[min(attempt, len(WAITS) - 1)]
        erase.using(run_after=timezone.now() + wait).enqueue(erasure_id, attempt + 1)


@task()
def tell_correction(subject: str, attempt: int = 0) -> None:
    """Tell those who were given a value that it was corrected."""
    _tell(tell_correction, privacy.rights.tell_correction, subject, attempt)


@task()
def tell_stop(subject: str, attempt: int = 0) -> None:
    """Tell those who were given a value what is stopped, objected to, or no longer consented to."""
    _tell(tell_stop, privacy.rights.tell_stop, subject, attempt)


@task()
def erase_due() -> None:
    """Look for erasures that have something to do. The worker asks for it every minute."""
    with privacy.acting_as(privacy.Actor.system("rights.erase_due")):
        leave.erase_due()


@task()
def finish_adoptions() -> None:
    """Destroy the keys of guests who became members a while ago. The worker asks for it every minute."""
    with privacy.acting_as(privacy.Actor.system("rights.finish_adoptions")):
        take_in.finish_due(timezone.now())


def _tell(again: Task[Any, None], verb: Callable[[UUID], object], subject: str, attempt: int) -> None:
    try:
        with privacy.acting_as(privacy.Actor.system(f"rights.{again.name}")):
            verb(UUID(subject))
    except privacy.DoorError as error:
        if error.permanent or attempt >= len(WAITS):
            raise
        again.using(run_after=timezone.now() + WAITS[attempt]).enqueue(subject, attempt + 1)
