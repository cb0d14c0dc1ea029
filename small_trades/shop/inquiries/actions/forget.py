"""An inquiry whose time is over."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.policy.declaration import INQUIRY_RETENTION
from small_trades.shop.inquiries.lookups import INQUIRY_EMAIL
from small_trades.shop.inquiries.models import Inquiry


def forget_inquiry(inquiry_id: UUID, *, since: datetime) -> bool:
    """Forget an inquiry that was closed since then or before, in every copy; False where it is open again."""
    with transaction.atomic():
        inquiry = Inquiry.objects.select_for_update().filter(pk=inquiry_id, closed_at__lte=since).first()
        if inquiry is None:
            return False
        INQUIRY_EMAIL.drop(inquiry_id)
        inquiry.delete()
    # The key opens a person's other inquiries too, while there are any.
    if not Inquiry.objects.filter(subject=inquiry.subject).exists():
        privacy.destroy(inquiry.subject, classes=[INQUIRY_RETENTION.id])
    return True
