"""What the clocks do about registrations that nobody uses: begin to write to their members, and end them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.account import dormancy
from small_trades.shop.account.models import Customer
from small_trades.shop.kernel.later import later


def begin_notice(customer_id: UUID, *, until: datetime) -> bool:
    """Have a member told, once a day until the mail is handed over; whether they were to be told."""
    with transaction.atomic():
        mine = dormancy.to_tell(until).filter(pk=customer_id)
        is_mine = bool(mine.update(notice_tried_on=timezone.localdate(until)))
        if is_mine:
            later("account.send_dormant_notice", customer_id)
    return is_mine


def erase_dormant(customer_id: UUID, *, until: datetime) -> bool:
    """Erase a member who was told and did not come back, as if they had left; whether they were due.

    Raises:
        Erased: their keys are gone already.
    """
    with transaction.atomic():
        mine = dormancy.to_erase(until).filter(pk=customer_id)
        # The write locks the row: a sign-in comes before it, and saves them, or waits and finds nobody.
        if not mine.update(generation=F("generation") + 1):
            return False
        customer = Customer.objects.get(pk=customer_id)
        reason = f"unused since {customer.used_on.isoformat()}, told on {_day(customer.noticed_at)}"
        receipt = privacy.rights.schedule_erasure(customer.subject, now=True, reason=reason)
        if receipt.ended_at is None:
            later("rights.erase", receipt.id)
    return True


def _day(at: datetime | None) -> str:
    return timezone.localdate(at).isoformat()
