"""Word to recipients in the background: ids in, nothing else. Whatever is due is looked for every minute."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from small_trades import privacy
from small_trades.shop.provisions.actions import tell as telling


@task()
def tell(notice_id: str) -> None:
    """Tell one recipient, or ask it what became of it."""
    with privacy.acting_as(privacy.Actor.system("provisions.tell")):
        telling.tell(UUID(notice_id))


@task()
def tell_due() -> None:
    """Look for recipients to be told. The worker asks for it every minute."""
    telling.tell_due(timezone.now())
