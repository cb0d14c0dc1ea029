"""What was typed and never ordered is not kept."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from small_trades.shop.checkout.actions.save_details import KEPT
from small_trades.shop.checkout.models import Draft
from small_trades.shop.kernel.later import later
from small_trades.shop.misuse.actions.remember import forget as forget_marks
from small_trades.shop.orders.actions.remember import forget_email


def forget_draft(draft_id: UUID, now: dt.datetime) -> bool:
    """Forget a draft that nobody touched for the declared time; look again later where somebody did."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
        if draft is None:
            return False
        due = draft.changed_at + KEPT
        if now < due:
            later("checkout.forget_draft", draft_id, after=due)
            return False
        forget_email(draft_id)
        forget_marks(draft_id)
        draft.delete()
        return True


def forget_drafts(now: dt.datetime) -> int:
    """Forget every draft whose time is over; answers how many."""
    due = Draft.objects.filter(changed_at__lte=now - KEPT).values_list("pk", flat=True)
    return sum(forget_draft(draft_id, now) for draft_id in list(due))


def forget_now(draft_id: UUID) -> None:
    """Forget a draft whose customer began anew as somebody else, or is refused."""
    with transaction.atomic():
        if Draft.objects.filter(pk=draft_id).delete()[0]:
            forget_email(draft_id)
            forget_marks(draft_id)
