"""What the desk has done in the background."""

from uuid import UUID

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.shop.desk.actions import newsletters
from small_trades.shop.site.ledger_check import check_ledger


@task()
def verify_ledger() -> None:
    """Check the whole ledger; what was found is remembered."""
    check_ledger()


@task()
def send_newsletter_test(issue_id: str, staff_id: str) -> None:
    """Mail a draft to the member of staff who asked."""
    with privacy.acting_as(privacy.Actor.system("desk.send_newsletter_test")):
        newsletters.send_test(UUID(issue_id), UUID(staff_id))


def is_verifying() -> bool:
    """Whether a check waits or runs."""
    return DBTaskResult.objects.filter(
        task_path=verify_ledger.module_path, status__in=("READY", "RUNNING")
    ).exists()
