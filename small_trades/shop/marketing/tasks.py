"""The newsletter in the background: ids in, nothing else. A door that is shut is tried again."""

import datetime as dt
from typing import Final
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from small_trades import privacy
from small_trades.shop.kernel.attempts import attempt_at
from small_trades.shop.marketing.actions import beside, follow, notify, run, send

WAITS: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 3, 10))
"""How long after each failed attempt the next one comes; later, a link would reach nobody who still waits."""


@task()
def send_confirmation(wish_id: str, attempt: int = 0) -> None:
    """Mail the link that confirms a wish."""
    attempt_at(send_confirmation, notify.confirmation, wish_id, attempt, waits=WAITS)


@task()
def send_batch(issue_id: str, attempt: int = 0) -> None:
    """Send some mails of an issue, and have the next ones sent after them."""
    try:
        with privacy.acting_as(privacy.Actor.system("marketing.send_batch")):
            go_on_at = send.send_some(UUID(issue_id))
    except privacy.DoorError:
        again_at = timezone.now() + WAITS[min(attempt, len(WAITS) - 1)]
        run.note_wait(UUID(issue_id), until=again_at)
        send_batch.using(run_after=again_at).enqueue(issue_id, attempt + 1)
        return
    if go_on_at is None:
        return
    if go_on_at <= timezone.now():
        send_batch.enqueue(issue_id)
    else:
        run.note_wait(UUID(issue_id), until=go_on_at)
        send_batch.using(run_after=go_on_at).enqueue(issue_id)


@task()
def revive_issues() -> None:
    """Go on with issues whose process ended."""
    with privacy.acting_as(privacy.Actor.system("marketing.revive_issues")):
        run.revive()


@task()
def note_registration(customer_id: str) -> None:
    """Keep the wish of somebody who registers."""
    attempt_at(note_registration, beside.note_registration, customer_id, 0, waits=())


@task()
def begin_registered(customer_id: str) -> None:
    """Mail the link to somebody who registered, if they wished for the newsletter."""
    attempt_at(begin_registered, beside.begin_registered, customer_id, 0, waits=())


@task()
def ask_with_order(order_id: str) -> None:
    """Mail the link to somebody who ordered and wished for the newsletter."""
    attempt_at(ask_with_order, beside.ask_with_order, order_id, 0, waits=())


@task()
def follow_email(customer_id: str) -> None:
    """Move a member's subscription to the address registered now."""
    attempt_at(follow_email, follow.follow, customer_id, 0, waits=())
