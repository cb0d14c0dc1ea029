"""How long it takes to say whom a breach concerns, in a ledger of a million rows; on either engine.

*Everybody* is the whole ledger, whose rows concern a hundred thousand persons; *one actor* is a twentieth of
the rows. Both end with what a report needs: the persons by their numbers, the items, and how often each was
seen. `python -m bench.breach 100000` measures a ledger of so many rows.
"""

import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from bench import engines

ROWS = 1_000_000
ROWS_PER_PERSON = 10
TIMES = 3
ACTORS = 20
SAID: tuple[tuple[str, dict[str, Any]], ...] = (
    ("use", {"purpose": "3b-delivery", "groups": ("DeliveryAddress",)}),
    ("use", {"purpose": "3h-order-care", "groups": ("PersonName",)}),
    ("use", {"purpose": "3h-order-care", "groups": ("PersonName", "DeliveryAddress", "Telephone")}),
    ("use", {"purpose": "3g-inquiry", "groups": ("InquiryText",)}),
    ("disclosure", {"purpose": "3b-notice", "groups": ("EmailAddress",), "recipient": "mail"}),
    ("disclosure", {"purpose": "3b-delivery", "groups": ("DeliveryAddress",), "recipient": "carrier"}),
    ("outcome", {"purpose": "3b-notice", "recipient": "mail", "outcome": "sent"}),
    ("refusal", {"purpose": "3h-order-care", "groups": ("PersonName",), "outcome": "budget"}),
)


@dataclass(frozen=True)
class Scope:
    """Seconds until the scope was known, and what it said."""

    engine: str
    whose: str
    rows: int
    persons: int
    seconds: float


def measure(rows: int = ROWS) -> list[Scope]:
    """Both engines, both scopes."""
    return [
        Scope(engine, *scope)
        for engine, scopes in engines.measured("bench.breach", str(rows))
        for scope in scopes
    ]


def _measure_here(rows: int) -> None:
    engines.start_django()
    from django.utils import timezone  # noqa: PLC0415 - needs settings

    from small_trades import privacy  # noqa: PLC0415

    actors = [privacy.Actor.staff(privacy.uuid7(), "orders") for _ in range(ACTORS)]
    since = timezone.now() - timedelta(minutes=1)
    _fill(rows, actors)
    until = timezone.now() + timedelta(minutes=1)
    with privacy.acting_as(privacy.Actor.system("bench")):
        scopes = [("everybody", None), ("one actor", actors[0].id)]
        print(json.dumps([[whose, *_scope(since, until, actor)] for whose, actor in scopes]))
    privacy.ledger.close()


def _scope(since: Any, until: Any, actor_id: Any) -> tuple[int, int, float]:
    from small_trades import privacy  # noqa: PLC0415 - needs settings

    times = []
    for _ in range(TIMES):
        started = time.perf_counter()
        found = privacy.breach_scope(since=since, until=until, actor_id=actor_id)
        # The erased come last.
        if not (found.items() and found.persons[-1].subject):
            raise RuntimeError("a scope without items, or with persons that nobody erased")
        times.append(time.perf_counter() - started)
    return found.rows, len(found.persons), median(times)


def _fill(rows: int, actors: list[Any]) -> None:
    from small_trades import privacy  # noqa: PLC0415 - needs settings

    for entry in _entries(rows, actors):
        pending = privacy.ledger.enqueue(entry)
        if pending.entry.texts[0] == "search":
            # Now and then the queue is let run empty, so that it stays short.
            pending.wait()
    pending.wait()


def _entries(rows: int, actors: list[Any]) -> Iterator[Any]:
    """Rows as the shop writes them, each about one person, in no order."""
    from bench.seeding import new_subjects  # noqa: PLC0415 - needs settings
    from small_trades import privacy  # noqa: PLC0415
    from small_trades.privacy import _record  # noqa: PLC0415

    draw = random.Random(7)  # noqa: S311 - which rows, not a secret
    people = list(new_subjects(rows // ROWS_PER_PERSON).items())
    for number in range(rows):
        event, said = draw.choice(SAID) if number % 1_000 else ("search", {"outcome": "people: name"})
        person = dict([draw.choice(people)])
        yield from _record.entries(privacy.ledger.Event(event), draw.choice(actors), person, **said)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--here", count]:
            _measure_here(int(count))
        case counts:
            print(*measure(*map(int, counts)), sep="\n")
