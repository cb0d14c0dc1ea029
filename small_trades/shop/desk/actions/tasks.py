"""What the owner does about background work that failed."""

from uuid import UUID

from django.utils import timezone
from django_tasks_db.models import DBTaskResult


def do_again(task_id: UUID) -> bool:
    """Have a failed task done once more; False where it is gone, or somebody was first."""
    failed = DBTaskResult.objects.failed().filter(pk=task_id)
    changed = failed.update(
        status="READY",
        run_after=timezone.now(),
        started_at=None,
        finished_at=None,
        worker_ids=[],
        exception_class_path="",
        traceback="",
    )
    return bool(changed)


def put_aside(task_id: UUID) -> bool:
    """Leave a failed task undone and off the list; False where it is gone."""
    return bool(DBTaskResult.objects.failed().filter(pk=task_id).delete()[0])
