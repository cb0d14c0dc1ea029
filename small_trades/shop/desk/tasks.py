"""What the desk does in the background."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.shop.desk.actions import digests, newsletters, telling
from small_trades.shop.desk.actions.exports import forget_expired_exports
from small_trades.shop.desk.actions.openings import forget_old_wishes
from small_trades.shop.kernel.attempts import attempt_at
from small_trades.shop.products.actions.import_uploads import forget_uploads
from small_trades.shop.site.ledger_check import check_ledger

KEPT = timedelta(days=1)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
"""How long after each failed attempt at a mail the next one comes."""


@task()
def verify_ledger() -> None:
    """Check the whole ledger; what was found is remembered."""
    check_ledger()


@task()
def send_newsletter_test(issue_id: str, staff_id: str) -> None:
    """Mail a draft to the member of staff who asked."""
    with privacy.acting_as(privacy.Actor.system("desk.send_newsletter_test")):
        newsletters.send_test(UUID(issue_id), UUID(staff_id))


@task()
def tell_staff() -> None:
    """Make the mails to those who work here that are due today."""
    digests.tell_staff()


@task()
def send_digest(letter_id: str, attempt: int = 0) -> None:
    """Mail the news of a day to one of the staff."""
    attempt_at(send_digest, telling.send_digest, letter_id, attempt, waits=WAITS)


@task()
def send_sign_in(session_id: str, attempt: int = 0) -> None:
    """Mail somebody a word of a sign-in as them from a strange device."""
    attempt_at(send_sign_in, telling.send_sign_in, session_id, attempt, waits=WAITS)


def is_verifying() -> bool:
    """Whether a check waits or runs."""
    return DBTaskResult.objects.filter(
        task_path=verify_ledger.module_path, status__in=("READY", "RUNNING")
    ).exists()


@task()
def forget_expired() -> None:
    """End exports whose day is over; forget who was opened yesterday, wishes of yesterday, old uploads."""
    now = timezone.now()
    with privacy.acting_as(privacy.Actor.system("desk.forget")):
        forget_expired_exports(now)
        forget_old_wishes(now)
        forget_uploads()
        privacy.forget_openings(now - KEPT)
