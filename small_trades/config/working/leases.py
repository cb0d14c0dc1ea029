"""Workers that live say so; the tasks of one that stands still are taken over by the others.

No clock is compared with another machine's: whoever watches sees a counter stand still, by its own clock.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.models import DBTaskResult

from small_trades.config.working.models import TaskWorker
from small_trades.config.working.repeating import may_run_twice

BEAT_SECONDS: Final = 15.0
SILENT_SECONDS: Final = 60.0
"""After so long without a beat a worker counts as killed."""
MOST_TRIES: Final = 3
"""A task whose worker was killed so often may be what kills it."""
STRANGER: Final = timedelta(hours=1)
"""A version that knows no leases may be at work on a task for so long."""


class BrokenOff(Exception):  # noqa: N818 - says what became of a task
    """The worker was killed while it did this task. Kept as the reason; never raised."""


class LeaseLost(Exception):  # noqa: N818 - says what is the matter
    """Others took this worker for killed, and have its tasks."""


class Lease:
    """This worker's right to the tasks it has begun."""

    def __init__(self) -> None:
        """A new name; nothing is written yet."""
        self.worker_id = f"worker-{get_random_string(16)}"

    def begin(self) -> None:
        """Make this worker known."""
        TaskWorker.objects.create(pk=self.worker_id, began_at=timezone.now())

    def beat(self) -> None:
        """Say that it lives. Raises LeaseLost where that comes too late."""
        if not TaskWorker.objects.filter(pk=self.worker_id).update(beats=F("beats") + 1):
            raise LeaseLost

    def end(self) -> None:
        """It has ended, and no task of its is unfinished."""
        TaskWorker.objects.filter(pk=self.worker_id).delete()


class Watch:
    """What one process has seen of the other workers."""

    def __init__(self, own_id: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Watch all but `own_id`; `clock` counts seconds."""
        self._own_id = own_id
        self._clock = clock
        self._seen: dict[str, tuple[int, float]] = {}

    def take_over(self) -> int:
        """Free the tasks of every worker that stands still; how many tasks."""
        now = self._clock()
        found = TaskWorker.objects.exclude(pk=self._own_id).values_list("pk", "beats")
        known, self._seen = self._seen, {}
        for worker_id, beats in found:
            last, since = known.get(worker_id, (beats, now))
            self._seen[worker_id] = (beats, since if last == beats else now)
        ended = [(pk, beats) for pk, (beats, since) in self._seen.items() if now - since >= SILENT_SECONDS]
        return sum(_free_all(pk, beats) for pk, beats in ended) + _free_strangers()


def _free_all(worker_id: str, beats: int) -> int:
    """Free what a worker left; nothing where it has beaten again, or another process was first."""
    with transaction.atomic():
        if not TaskWorker.objects.filter(pk=worker_id, beats=beats).delete()[0]:
            return 0
        left = [row for row in DBTaskResult.objects.running() if row.worker_ids[-1:] == [worker_id]]
        return sum(map(_free, left))


def _free_strangers() -> int:
    """Free what was begun long ago by workers nobody knows: those of a version before leases."""
    old = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - STRANGER)
    if not old.exists():
        return 0
    with transaction.atomic():
        known = set(TaskWorker.objects.values_list("pk", flat=True))
        return sum(_free(row) for row in old if not known.intersection(row.worker_ids[-1:]))


def _free(row: DBTaskResult) -> int:
    """Have a task done again where that is safe; else it has failed, for the desk to see."""
    again = may_run_twice(row.task_path) and len(row.worker_ids) < MOST_TRIES
    changes = {"status": "READY", "started_at": None} if again else _failed()
    # Whoever was slow and not killed may have ended it in this moment.
    return int(DBTaskResult.objects.filter(pk=row.pk, status="RUNNING").update(**changes))


def _failed() -> dict[str, object]:
    reason = f"{BrokenOff.__module__}.{BrokenOff.__qualname__}"
    return {"status": "FAILED", "finished_at": timezone.now(), "exception_class_path": reason}
