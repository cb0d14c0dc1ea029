"""What the desk has done in the background."""

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from small_trades.shop.site.ledger_check import check_ledger


@task()
def verify_ledger() -> None:
    """Check the whole ledger; what was found is remembered."""
    check_ledger()


def is_verifying() -> bool:
    """Whether a check waits or runs."""
    return DBTaskResult.objects.filter(
        task_path=verify_ledger.module_path, status__in=("READY", "RUNNING")
    ).exists()
