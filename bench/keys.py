"""How many keys a rotation wraps anew in a second; on either engine."""

import json
import sys
from dataclasses import dataclass

from bench import engines

PEOPLE = 100_000


@dataclass(frozen=True)
class Rate:
    """Keys per second of a rotation, and how many there were."""

    engine: str
    keys: int
    rewrapped: float


def measure(people: int = PEOPLE) -> list[Rate]:
    """Measure in a process of its own, on a fresh store, for each engine."""
    return [Rate(engine, *found) for engine, found in engines.measured("bench.keys", str(people))]


def _measure_here(people: int) -> None:
    engines.start_django()
    from bench.seeding import new_subjects  # noqa: PLC0415 - needs settings
    from small_trades import privacy  # noqa: PLC0415

    new_subjects(people)
    with privacy.acting_as(privacy.Actor.system("bench")):
        done = privacy.rotate()
    print(json.dumps([done.rewrapped, done.rewrapped / done.seconds]))
    privacy.ledger.close()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--here", count]:
            _measure_here(int(count))
        case counts:
            print(*measure(*map(int, counts)), sep="\n")
