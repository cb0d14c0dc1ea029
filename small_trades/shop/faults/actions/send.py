"""Tell an error service of what it does not know yet, where one is set."""

import datetime as dt
import hashlib
import time
from collections.abc import Iterator
from typing import Final

from django.db.models import F, Q
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.errors.messages import ErrorReport, LaterError, Place
from small_trades.policy.declaration import UPKEEP
from small_trades.shop.faults.models import Fault

MOST: Final = 20
"""So many reports leave in a minute."""
AGAIN_AFTER: Final = dt.timedelta(hours=1)
"""An error that goes on is told of so often."""


class Pause:
    """The service wants to be left alone. Each worker is told so once: nothing is kept of it."""

    def __init__(self) -> None:
        """It is not on."""
        self._ends = 0.0

    @property
    def is_on(self) -> bool:
        """Whether it lasts."""
        return time.monotonic() < self._ends

    def begin(self, seconds: float) -> None:
        """For so long, from now."""
        self._ends = time.monotonic() + seconds


_PAUSE: Final = Pause()


def send_news() -> int:
    """Send what is new, and what went on for an hour; how many the service took.

    Each is claimed before it is sent, so that two workers do not send it twice. What the service does not
    take now comes again with the next minute, or after the pause it asks for; what it refuses for good waits
    until the error is seen again an hour later.
    """
    taken = 0
    if _PAUSE.is_on:
        return taken
    for row in _claimed():
        try:
            privacy.disclose(_report(row), through="errors", purpose=UPKEEP)
        except privacy.DoorError as error:
            if error.permanent:
                continue
            if isinstance(error, LaterError):
                _PAUSE.begin(error.seconds)
            Fault.objects.filter(pk=row.pk).update(sent_at=row.sent_at)
            break
        taken += 1
    return taken


def _claimed() -> Iterator[Fault]:
    """Each row as it was before; nobody else gets it any more."""
    now = timezone.now()
    again = Q(sent_at__lt=F("last_at")) & Q(sent_at__lt=now - AGAIN_AFTER)
    news = Fault.objects.filter(Q(sent_at__isnull=True) | again, settled_at__isnull=True)
    for row in news.order_by("last_at", "pk")[:MOST]:
        if Fault.objects.filter(pk=row.pk, sent_at=row.sent_at).update(sent_at=now):
            yield row


def _report(row: Fault) -> ErrorReport:
    # The same until it is seen again: a report that came twice is one for the service.
    told = f"{row.fingerprint} {row.last_at.isoformat()}"
    return ErrorReport(
        id=hashlib.sha256(told.encode()).hexdigest()[:32],
        fingerprint=row.fingerprint,
        kind=row.kind,
        causes=tuple(row.causes),
        places=tuple(Place(*frame) for frame in row.frames),
        route=row.route,
        process=row.process,
        version=row.version,
        count=row.count,
        first_at=row.first_at,
        last_at=row.last_at,
    )
