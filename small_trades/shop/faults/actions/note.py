"""Note errors that processes have seen; bounded, however many there are."""

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Final

from django.db import transaction
from django.db.models import F

import small_trades
from small_trades.shop.faults.models import Fault
from small_trades.shop.faults.seen import Seen

KEPT: Final = 300
"""So many different errors are kept; those that were not seen for longest go."""


@dataclass(frozen=True, slots=True)
class Times:
    """How often one error was seen by a process, from when to when."""

    seen: Seen
    count: int
    first_at: dt.datetime
    last_at: dt.datetime


def note(found: Collection[Times], *, process: str) -> None:
    """Add them to what is kept: one row for each fingerprint, in one transaction."""
    with transaction.atomic():
        for times in sorted(found, key=lambda each: each.seen.fingerprint):
            _note_one(times, process)
        _forget_oldest()


def _note_one(times: Times, process: str) -> None:
    seen, version = times.seen, small_trades.__version__
    last = {"route": seen.route, "process": process, "version": version, "last_at": times.last_at}
    row, _is_new = Fault.objects.get_or_create(
        fingerprint=seen.fingerprint,
        defaults={
            **last,
            "kind": seen.kind,
            "causes": list(seen.causes),
            "frames": [list(asdict(frame).values()) for frame in seen.frames],
            "first_at": times.first_at,
        },
    )
    # What comes again after it was settled is news.
    again = {"settled_at": None, "mailed_at": None, "sent_at": None} if row.settled_at is not None else {}
    Fault.objects.filter(pk=row.pk).update(count=F("count") + times.count, **last, **again)


def _forget_oldest() -> None:
    kept = Fault.objects.order_by("-last_at", "-id").values_list("pk", flat=True)[KEPT : KEPT + 1000]
    Fault.objects.filter(pk__in=list(kept)).delete()
