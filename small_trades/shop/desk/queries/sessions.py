"""Where somebody of the staff is signed in."""

import datetime as dt
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from small_trades.shop.desk.models import StaffSession

MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in; `is_this`: the one that asks."""

    id: UUID
    device: str
    browser: str
    began_at: dt.datetime
    seen_at: dt.datetime
    is_this: bool


def sessions_of(staff_id: UUID, *, this: str) -> tuple[Session, ...]:
    """Those that have not ended and whose cookie can still live, the newest first."""
    since = timezone.now() - dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    live = StaffSession.objects.filter(staff=staff_id, ended_at__isnull=True, seen_at__gt=since)
    return tuple(
        Session(
            id=row.pk,
            device=str(row.get_device_display()),
            browser=str(row.get_browser_display()),
            began_at=row.began_at,
            seen_at=row.seen_at,
            is_this=row.mark == this,
        )
        for row in live[:MOST]
    )
