"""Work for a background task, handed over by an action in the action's own transaction.

Tasks stand above actions and call them, so an action names a task instead of importing it. The queue is a
table of the same store: the task exists when the transaction commits, and never where it does not.
"""

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from django_tasks.base import Task


def later(task: str, *ids: UUID, after: dt.datetime | None = None) -> None:
    """Enqueue `orders.send_confirmation`, say, with ids and nothing else; not before `after` where given.

    Raises:
        ImportError: there is no such task, which also ends the caller's transaction.
    """
    app, name = task.split(".")
    found: Task[..., None] = import_string(f"small_trades.shop.{app}.tasks.{name}")
    found.using(run_after=after).enqueue(*(str(identifier) for identifier in ids))
