"""Background work that failed: which, when, and the type of what stopped it. Never about whom."""

import datetime as dt
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django_tasks_db.models import DBTaskResult

LISTED: Final = 100
BROKEN_OFF: Final = "BrokenOff"
"""The worker was killed, and the task must not run twice by itself."""


@dataclass(frozen=True, slots=True)
class FailedTask:
    """A task that failed; `error` is the name of a class, `is_broken_off` that its worker was killed."""

    id: UUID
    name: str
    ended_at: dt.datetime
    error: str
    is_broken_off: bool


def failed_tasks() -> tuple[FailedTask, ...]:
    """The latest, newest first. They are kept for three days."""
    rows = DBTaskResult.objects.failed().order_by("-finished_at")[:LISTED]
    return tuple(_task(row) for row in rows)


def count_failed() -> int:
    """How many there are."""
    return int(DBTaskResult.objects.failed().count())


def _task(row: DBTaskResult) -> FailedTask:
    error = row.exception_class_path.rpartition(".")[2]
    name = row.task_path.removeprefix("small_trades.").removeprefix("shop.").replace(".tasks.", ".")
    return FailedTask(row.pk, name, row.finished_at, error, error == BROKEN_OFF)
