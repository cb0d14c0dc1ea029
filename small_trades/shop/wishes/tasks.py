"""Word that something is back: ids in, nothing else. A mail server that is away is tried again."""

import datetime as dt
from typing import Final

from django_tasks import task

from small_trades import privacy
from small_trades.shop.kernel.attempts import attempt_at
from small_trades.shop.wishes.actions import restock

WAITS: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30))


@task()
def tell_of_stock() -> None:
    """Find whose product is back."""
    with privacy.acting_as(privacy.Actor.system("wishes.tell_of_stock")):
        restock.tell_due()


@task()
def follow_email(customer_id: str) -> None:
    """Let word go to the address a member has registered now."""
    attempt_at(follow_email, restock.follow, customer_id, 0, waits=())


@task()
def tell(wait_id: str, attempt: int = 0) -> None:
    """Mail one of them."""
    attempt_at(tell, restock.tell, wait_id, attempt, waits=WAITS)
