"""What was typed and never ordered is not kept."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.policy.declaration import CART_RETENTION
from small_trades.shop.checkout.models import Draft
from small_trades.shop.misuse.actions.remember import forget as forget_marks
from small_trades.shop.orders.actions.remember import forget_email


def forget_draft(draft_id: UUID, *, since: dt.datetime) -> bool:
    """Forget a draft that nobody touched since, in every copy; False where somebody did."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=draft_id, changed_at__lte=since).first()
        if draft is None:
            return False
        forget_email(draft_id)
        forget_marks(draft_id)
        draft.delete()
    _destroy_key(draft.subject)
    return True


def forget_now(draft_id: UUID) -> None:
    """Forget a draft whose customer began anew as somebody else, or is refused."""
    with transaction.atomic():
        if Draft.objects.filter(pk=draft_id).delete()[0]:
            forget_email(draft_id)
            forget_marks(draft_id)


def _destroy_key(subject: UUID) -> None:
    # A member may be at another checkout, in another browser, whose values the same key opens.
    if not Draft.objects.filter(subject=subject).exists():
        privacy.destroy(subject, classes=[CART_RETENTION.id])
