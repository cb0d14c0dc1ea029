"""When public content changes by the clock alone: a campaign begins, a product is published, a day ends.

An app says so with a module `turning_points.py` that has `next_turn(now)`: the next moment, or None.
A page kept before such a moment is not shown after it.
"""

import datetime as dt
import threading
from dataclasses import dataclass

from django.utils import timezone

from small_trades.shop.site import queries
from small_trades.shop.site.found import found
from small_trades.shop.site.page_cache import Freshness

LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass
class _Known:
    generation: int = -1
    turns: int = 0
    until: dt.datetime = LONG_AGO


_known = _Known()
_lock = threading.Lock()


def freshness() -> Freshness:
    """What a page must have been made under to be shown: the content generation, and the turns of the clock.

    Asks the apps once for each generation and turn. Raises DatabaseError where they cannot tell.
    """
    generation = queries.content_generation()
    now = timezone.now()
    with _lock:
        if _known.generation != generation or now >= _known.until:
            until = _next(now)
            _known.turns += now >= _known.until
            _known.generation, _known.until = generation, until
        return generation, _known.turns


def forget() -> None:
    """Ask the apps anew at the next question."""
    with _lock:
        _known.generation = -1


def _next(now: dt.datetime) -> dt.datetime:
    tomorrow = timezone.localdate(now) + dt.timedelta(days=1)
    midnight = timezone.make_aware(dt.datetime.combine(tomorrow, dt.time.min))
    told: list[dt.datetime | None] = [module.next_turn(now) for module in found("turning_points")]
    return min([midnight, *(moment for moment in told if moment is not None)])
