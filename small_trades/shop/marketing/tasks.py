"""The newsletter in the background: ids in, nothing else. A door that is shut is tried again."""

import datetime as dt
from typing import Final
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from small_trades import privacy
from small_trades.shop.marketing.actions import notify, run, send

WAITS: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 3, 10))
"""How long after each failed attempt the next one comes; later, a link would reach nobody who still waits."""


@task()
def send_confirmation(wish_id: str, attempt: int = 0) -> None:
    """Mail the link that confirms a wish."""
    try:
        with privacy.acting_as(privacy.Actor.system("marketing.send_confirmation")):
            notify.confirmation(UUID(wish_id))
    except privacy.DoorError as error:
        if error.permanent or attempt >= len(WAITS):
            raise
        send_confirmation.using(run_after=timezone.now() + WAITS[attempt]).enqueue(wish_id, attempt + 1)


@task()
def send_batch(issue_id: str, attempt: int = 0) -> None:
    """Send some mails of an issue, and have the next ones sent after them."""
    try:
        with privacy.acting_as(privacy.Actor.system("marketing.send_batch")):
            is_more = send.send_some(UUID(issue_id))
    except privacy.DoorError:
        again_at = timezone.now() + WAITS[min(attempt, len(WAITS) - 1)]
        run.note_wait(UUID(issue_id), until=again_at)
        send_batch.using(run_after=again_at).enqueue(issue_id, attempt + 1)
        return
    if is_more:
        send_batch.enqueue(issue_id)


@task()
def revive_issues() -> None:
    """Go on with issues whose process ended."""
    with privacy.acting_as(privacy.Actor.system("marketing.revive_issues")):
        run.revive()
