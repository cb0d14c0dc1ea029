"""What the desk does in the background."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from small_trades import privacy
from small_trades.shop.desk.actions.exports import forget_expired_exports
from small_trades.shop.desk.actions.openings import forget_old_wishes

KEPT = timedelta(days=1)


@task()
def forget_expired() -> None:
    """End exports whose day is over; forget who was opened yesterday, and wishes of yesterday."""
    now = timezone.now()
    with privacy.acting_as(privacy.Actor.system("desk.forget")):
        forget_expired_exports(now)
        forget_old_wishes(now)
        privacy.forget_openings(now - KEPT)
