"""What happens to promotions in the background."""

from django.utils import timezone
from django_tasks import task

from small_trades import privacy
from small_trades.shop.promotions.actions.points import expire_due
from small_trades.shop.promotions.actions.prices import note_asked_prices


@task()
def note_prices() -> None:
    """Note since when each price is asked. The worker asks for it every hour."""
    with privacy.acting_as(privacy.Actor.system("promotions.note_prices")):
        note_asked_prices(timezone.now())


@task()
def expire_points() -> None:
    """Let points end whose day is over. The worker asks for it every hour."""
    with privacy.acting_as(privacy.Actor.system("promotions.expire_points")):
        expire_due(timezone.now())
