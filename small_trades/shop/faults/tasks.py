"""What is done about errors in the background."""

from django_tasks import task

from small_trades import privacy
from small_trades.shop.faults.actions.send import send_news


@task()
def send_errors() -> None:
    """Tell the error service what it does not know yet."""
    with privacy.acting_as(privacy.Actor.system("faults.send_errors")):
        send_news()
