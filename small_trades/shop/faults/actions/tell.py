"""What the owners have been told by mail."""

import datetime as dt

from django.db.models import QuerySet

from small_trades.shop.faults.models import Fault


def has_news() -> bool:
    """Whether there is an error that nobody was told of, and that nobody has marked as mended."""
    return _news().exists()


def mark_told(at: dt.datetime) -> int:
    """The mail of this moment is about everything that is news now; answers how many that are."""
    return _news().update(mailed_at=at)


def _news() -> QuerySet[Fault]:
    return Fault.objects.filter(mailed_at__isnull=True, settled_at__isnull=True)
