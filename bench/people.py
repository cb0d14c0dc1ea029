"""How long the desk's index of people takes to make, what it weighs, and how long a search takes.

`python -m bench.people [MEMBERS]`: makes so many members (20,000) in stores of its own, on SQLite.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

MEMBERS = 20_000


@dataclass(frozen=True)
class Figures:
    """Seconds, but for `megabytes`."""

    members: int
    build: float
    megabytes: float
    compare: float
    search: float
    budget_first: float
    budget_again: float


def measure(members: int = MEMBERS) -> Figures:
    """Measure in a process of its own, so that its memory is its own."""
    with tempfile.TemporaryDirectory(prefix="small-trades-bench-") as folder:
        environment = {
            **os.environ,
            "SMALL_TRADES_MODE": "demo",
            "SMALL_TRADES_HOME": str(Path(folder) / "var"),
            "SMALL_TRADES_OPENINGS_PER_HOUR": "100000",
            "DJANGO_SETTINGS_MODULE": "small_trades.config.settings",
        }
        command = [sys.executable, "-m", "bench.people", "--measure", str(members)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return Figures(**json.loads(done.stdout.splitlines()[-1]))


def rows(found: Figures) -> list[str]:
    """The figures as a Markdown table."""
    return [
        f"| finding people at the desk, {found.members:,} members, SQLite | |",
        "|---|---:|",
        f"| index made in memory, once a process | {found.build:.1f} s |",
        f"| memory it takes | {found.megabytes:.0f} MB |",
        f"| compared with every row, once a minute | {found.compare * 1000:.0f} ms |",
        f"| one search | {found.search * 1000:.1f} ms |",
        f"| opening a name that counts in the hour | {found.budget_first * 1000:.1f} ms |",
        f"| opening it again | {found.budget_again * 1000:.1f} ms |",
    ]


def _measure(members: int) -> Figures:
    from small_trades.config.commands import setup  # noqa: PLC0415 - needs the environment

    setup.start_django()
    setup.migrate()
    from small_trades import privacy  # noqa: PLC0415 - needs settings
    from small_trades.shop.account.models import Customer  # noqa: PLC0415
    from small_trades.shop.desk.people_index import INDEX  # noqa: PLC0415
    from small_trades.shop.desk.queries.people import find  # noqa: PLC0415

    _make(members)
    staff = privacy.Actor.staff(privacy.uuid7(), "support")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with privacy.acting_as(staff):
        build = _seconds(INDEX.refresh)
        weight = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        search = _seconds(lambda: find("山田7777"))
        INDEX._compared = 0.0  # noqa: SLF001 - as if a minute had passed
        compare = _seconds(INDEX.refresh)
        some = list(Customer.objects.all()[:200])
        first, again = ([_opening(one) for one in some] for _ in range(2))
    return Figures(members, build, weight, compare, search, median(first), median(again))


def _opening(customer: Any) -> float:
    from small_trades import privacy  # noqa: PLC0415 - needs settings
    from small_trades.policy.declaration import ORDER_CARE  # noqa: PLC0415

    return _seconds(lambda: privacy.use(customer.name, purpose=ORDER_CARE, reason="bench"))


def _make(members: int) -> None:
    from django.db import transaction  # noqa: PLC0415 - needs settings
    from django.utils import timezone  # noqa: PLC0415

    from small_trades import privacy  # noqa: PLC0415
    from small_trades.policy.groups import EmailAddress, PasswordHash, PersonName, Telephone  # noqa: PLC0415
    from small_trades.shop.account.models import Customer  # noqa: PLC0415

    now = timezone.now()
    with privacy.acting_as(privacy.Actor.visitor()):
        for at in range(0, members, 1000):
            rows = []
            with transaction.atomic(using="keys"), transaction.atomic():
                for number in range(at, min(at + 1000, members)):
                    row = Customer(subject=privacy.new_subject(), policy_version=2, verified_at=now)
                    privacy.collect(
                        row,
                        notice="register",
                        name=PersonName(f"山田{number}", "花子", "ヤマダ", "ハナコ"),
                        email=EmailAddress(f"member{number}@example.jp"),
                        telephone=Telephone(f"090-{number // 10_000:04}-{number % 10_000:04}"),
                        password=PasswordHash("none"),
                    )
                    rows.append(row)
                Customer.objects.bulk_create(rows)


def _seconds(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator] # any callable of this file
    return time.perf_counter() - started


if __name__ == "__main__":
    if "--measure" in sys.argv:
        print(json.dumps(_measure(int(sys.argv[-1])).__dict__))
    else:
        print("\n".join(rows(measure(int(sys.argv[1]) if len(sys.argv) > 1 else MEMBERS))))
