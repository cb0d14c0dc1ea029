"""Where somebody waits for word, by which they may be known."""

from uuid import UUID

from small_trades.shop.orders.on_file import MOST_RECORDS, OnFile
from small_trades.shop.wishes.models import RestockWait


def on_file(subject: UUID) -> OnFile:
    """Their addresses, the newest first; opens nothing."""
    rows = RestockWait.objects.filter(subject=subject).order_by("-asked_at")[:MOST_RECORDS]
    return OnFile(apart=tuple(row.email for row in rows))
