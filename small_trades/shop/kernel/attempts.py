"""Tasks that need a door, such as the one mails leave by: while it is out of reach, they come back later."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django_tasks.base import Task

from small_trades import privacy


def attempt_at(
    task: Task[Any, None],
    verb: Callable[[UUID], object],
    row_id: str,
    failed: int,
    *,
    waits: Sequence[dt.timedelta],
) -> None:
    """Do what the task is for, as the program's own actor `<app>.<task>`, after so many failed attempts.

    Where a door is out of reach for now, the task is enqueued anew, after the wait that stands for this
    attempt, with `row_id` and one failed attempt more. Where the person was erased since, or stopped this use
    of what is about them, the task ends with nothing done: the refusal in the ledger is its outcome.

    Raises:
        privacy.DoorError: the door refuses for good, or the waits are used up.
        privacy.Refused: the values may not be opened, and neither is the person gone nor did they stop it.
    """
    app = task.func.__module__.split(".")[2]
    try:
        with privacy.acting_as(privacy.Actor.system(f"{app}.{task.name}")):
            verb(UUID(row_id))
    except privacy.Refused as refused:
        if not (refused.is_gone or refused.is_stopped):
            raise
    except privacy.DoorError as error:
        if error.permanent or failed >= len(waits):
            raise
        task.using(run_after=timezone.now() + waits[failed]).enqueue(row_id, failed + 1)
