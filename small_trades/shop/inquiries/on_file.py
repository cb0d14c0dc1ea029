"""What inquiries hold by which a person may be known; goes to `orders.proof` as `also`."""

from uuid import UUID

from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.orders.on_file import MOST_RECORDS, OnFile


def on_file(subject: UUID) -> OnFile:
    """Name, address and code of whoever wrote, the newest inquiry first; opens nothing."""
    found = list(Inquiry.objects.filter(subject=subject).order_by("-opened_at")[:MOST_RECORDS])
    return OnFile(
        names=tuple(row.name for row in found),
        emails=tuple(row.email for row in found),
        codes=tuple(row.code for row in found),
    )
