"""Drafts in the background: ids in, nothing else."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from small_trades import privacy
from small_trades.shop.checkout.actions.forget import forget_draft as forget


@task()
def forget_draft(draft_id: str) -> None:
    """Forget one draft when its time is over."""
    with privacy.acting_as(privacy.Actor.system("checkout.forget_draft")):
        forget(UUID(draft_id), timezone.now())
