"""Doing tasks, one after the other in each lane: what waits for others' programs holds nothing else up."""

import sys
import threading
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import SuspiciousOperation
from django.db import Error, OperationalError, close_old_connections
from django.utils import timezone
from django_tasks.signals import task_finished, task_started
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception, retry

from small_trades.config.logs import told_of
from small_trades.config.traces import task_span

if TYPE_CHECKING:
    from django_tasks_db.models import DBTaskResultQuerySet

LOOK_SECONDS: Final = 0.5
PROGRAMS: Final = "programs"
LANES: Final[dict[str, int]] = {PROGRAMS: 2}
"""Queues with lanes of their own, and how many; all others share one, and its tasks come one by one."""


class Lane(threading.Thread):
    """Does the tasks of one queue, or of all that have no lanes of their own (`queue` empty)."""

    def __init__(self, worker_id: str, queue: str, stop: threading.Event) -> None:
        """`stop` ends it after the task it is at; it sets `stop` where it breaks itself."""
        super().__init__(name=f"lane-{queue or 'others'}")
        self._worker_id = worker_id
        self._queue = queue
        self._stop_asked = stop
        self.is_broken = False

    def run(self) -> None:
        """Until it is asked to stop. Where the database is away the process ends, and is started again."""
        try:
            while not self._stop_asked.is_set():
                close_old_connections()
                row = self._claimed()
                if row is None:
                    self._stop_asked.wait(LOOK_SECONDS)
                else:
                    do(row)
        except Error as error:
            sys.stderr.write(f"worker.W002: the database is away: {type(error).__name__}\n")
        finally:
            close_old_connections()
            self.is_broken = not self._stop_asked.is_set()
            self._stop_asked.set()

    def _claimed(self) -> "DBTaskResult[..., Any] | None":
        waiting = self._waiting()
        # Only who finds something asks for the lock on the database that claiming takes.
        if not waiting.exists():
            return None
        try:
            with exclusive_transaction(waiting.db):
                row: DBTaskResult[..., Any] | None = waiting.get_locked()
                if row is not None:
                    row.claim(self._worker_id)
                return row
        except OperationalError as error:
            if is_locked_database_exception(error):
                return None
            raise

    def _waiting(self) -> "DBTaskResultQuerySet":
        ready = DBTaskResult.objects.ready()
        if self._queue:
            return ready.filter(queue_name=self._queue)
        return ready.exclude(queue_name__in=LANES)


def lanes(worker_id: str, stop: threading.Event, *, queues: Collection[str] = ("", *LANES)) -> list[Lane]:
    """Every lane of a worker, not started yet."""
    return [Lane(worker_id, queue, stop) for queue in queues for _ in range(LANES.get(queue, 1))]


def do(row: "DBTaskResult[..., Any]") -> None:
    """Do a claimed task and write down how it ended: of an error its type and place, never its message."""
    try:
        task, claimed = row.task, row.task_result
        task_started.send(sender=DatabaseBackend, task_result=claimed)
        with task_span(row.task_path):
            returned = task.call(*claimed.args, **claimed.kwargs)
    except Exception as error:  # noqa: BLE001 - whatever a task raises is written down, and the next one is done
        _fail(row, error)
        _tell_finished(row)
    else:
        row.set_successful(returned)
        _tell_finished(row)


@retry()
def _fail(row: "DBTaskResult[..., Any]", error: Exception) -> None:
    row.status, row.finished_at, row.return_value = "FAILED", timezone.now(), None
    row.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}"
    row.traceback = "\n".join(told_of((type(error), error, error.__traceback__))[1])
    row.save(update_fields=["status", "finished_at", "return_value", "exception_class_path", "traceback"])


def _tell_finished(row: "DBTaskResult[..., Any]") -> None:
    """The library's own log hears of it; inside the handling of an error it tells of that error too."""
    try:
        result = row.task_result
    except (ImportError, SuspiciousOperation):
        sys.stderr.write(f"worker.W003: there is no task {row.task_path} in this version\n")
    else:
        task_finished.send(sender=DatabaseBackend, task_result=result)
