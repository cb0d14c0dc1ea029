"""When a session last proved who it belongs to. Weighty acts ask for a recent proof."""

import time
from datetime import timedelta
from typing import Final

from django.http import HttpRequest

PROVED_AT: Final = "staff_proved_at"
LIFE: Final = timedelta(minutes=15)


def remember(request: HttpRequest) -> None:
    """The member of staff has just shown who they are."""
    request.session[PROVED_AT] = int(time.time())


def is_recent(request: HttpRequest) -> bool:
    """Whether that was within the last quarter of an hour."""
    proved_at = int(request.session.get(PROVED_AT, 0))
    return time.time() - proved_at < LIFE.total_seconds()
