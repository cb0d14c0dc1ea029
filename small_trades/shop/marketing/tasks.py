"""The newsletter in the background: ids in, nothing else. A door that is shut is tried again."""

import datetime as dt
from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from small_trades import privacy
from small_trades.shop.marketing.actions import beside, follow, notify, run, send

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
    _do("marketing.note_registration", beside.note_registration, customer_id)


@task()
def begin_registered(customer_id: str) -> None:
    """Mail the link to somebody who registered, if they wished for the newsletter."""
    _do("marketing.begin_registered", beside.begin_registered, customer_id)


@task()
def ask_with_order(order_id: str) -> None:
    """Mail the link to somebody who ordered and wished for the newsletter."""
    _do("marketing.ask_with_order", beside.ask_with_order, order_id)


@task()
def follow_email(customer_id: str) -> None:
    """Move a member's subscription to the address registered now."""
    _do("marketing.follow_email", follow.follow, customer_id)


def _do(name: str, verb: Callable[[UUID], None], row_id: str) -> None:
    try:
        with privacy.acting_as(privacy.Actor.system(name)):
            verb(UUID(row_id))
    except privacy.Refused as refused:
        # Whoever was erased since wishes for nothing any more.
        if not refused.is_gone:
            raise
