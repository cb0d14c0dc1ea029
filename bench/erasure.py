"""How long erasure and export take in shops of different sizes; on SQLite, each in a folder of its own.

Measured per member, each time somebody else: *acknowledged* is `leave(now=True)` from call to return,
*unreadable* the time until another process, which had the value open a moment before and tries every few
milliseconds, is refused; *export* is everything as one document. `python -m bench.erasure 1000000` measures
one more size, which takes a while to fill.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

SIZES = (1_000, 100_000)
TIMES = 20
MADE = 500
_READER = "reader"


@dataclass(frozen=True)
class Speed:
    """Milliseconds, the median and the worst of some members, in a shop with so many."""

    members: int
    acknowledged: float
    acknowledged_worst: float
    unreadable: float
    unreadable_worst: float
    export: float


def measure(sizes: tuple[int, ...] = SIZES) -> list[Speed]:
    """Measure each size in processes and stores of its own."""
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="small-trades-bench-") as folder:
            done = subprocess.run(
                [sys.executable, "-m", "bench.erasure", "--here", str(size)],
                env={**os.environ, "SMALL_TRADES_HOME": f"{folder}/var", "SMALL_TRADES_MODE": "demo"},
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
        found.append(Speed(**json.loads(done.stdout)))
    return found


def _start() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "small_trades.config.settings"
    from small_trades.config.commands import setup  # noqa: PLC0415 - only the measuring process needs it

    setup.start_django()
    setup.migrate()


def _fill() -> list[Any]:
    """Members by the verbs that make them: those that are measured, and some more to be multiplied."""
    from django.db import transaction  # noqa: PLC0415

    from small_trades import privacy  # noqa: PLC0415
    from small_trades.policy.declaration import POLICY  # noqa: PLC0415
    from small_trades.policy.groups import EmailAddress, PasswordHash, PersonName  # noqa: PLC0415
    from small_trades.shop.account.lookups import CUSTOMER_EMAIL  # noqa: PLC0415
    from small_trades.shop.account.models import Customer  # noqa: PLC0415

    made = []
    with transaction.atomic(using="keys"), transaction.atomic():
        for number in range(MADE):
            customer = Customer(subject=privacy.new_subject(), policy_version=POLICY.version)
            address = f"member-{number}@mail.example"
            privacy.collect(
                customer,
                notice="register",
                name=PersonName("山田", f"花子{number}"),
                email=EmailAddress(address),
                password=PasswordHash("argon2$" + "x" * 90),
            )
            customer.save()
            CUSTOMER_EMAIL.put(address, subject=customer.subject, record=customer.pk)
            made.append(customer.pk)
    return made


def _multiply(copies: int) -> None:
    """So many copies of every member's rows, under numbers of their own, and as many rows in the ledger.

    Nobody could open a copy. They are there to be passed by: tables and indexes are as large as with members.
    """
    from django.db import connections  # noqa: PLC0415

    from small_trades.privacy import ledger  # noqa: PLC0415

    tables = {"keys": ("datasubject", "keyring", "lookuprow"), "default": ("customer",)}
    for store, names in tables.items():
        with connections[store].cursor() as cursor:
            for name in names:
                table = f"{'privacy_keys' if store == 'keys' else 'account'}_{name}"
                cursor.execute(f"PRAGMA table_info({table})")
                columns = {row[1]: row[2] for row in cursor.fetchall()}
                own = [column for column, kind in columns.items() if column != "id" or kind == "char(32)"]
                quoted = ", ".join(f'"{column}"' for column in own)
                values = ", ".join(_copied(column, columns[column]) for column in own)
                cursor.execute(
                    "WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < %s) "  # noqa: S608 -- own names
                    f"INSERT INTO {table} ({quoted}) SELECT {values} FROM {table}, copy",
                    [copies],
                )
    entries = (
        ledger.Entry(
            event=ledger.Event.USE, actor_kind="system", references=(b"x" * 60,), tags=(os.urandom(16),)
        )
        for _ in range(copies * MADE)
    )
    for entry in entries:
        pending = ledger.enqueue(entry)
    pending.wait()


def _copied(column: str, kind: str) -> str:
    if column == "digest":
        return "randomblob(32)"
    # A UUID is 32 hex digits; the first eight are a time, the rest keeps two members apart.
    return f"printf('%%08x', n) || substr({column}, 9)" if kind == "char(32)" else f'"{column}"'


def _measure_here(count: int) -> None:
    _start()
    from small_trades import privacy  # noqa: PLC0415
    from small_trades.shop.account.models import Customer  # noqa: PLC0415
    from small_trades.shop.rights.actions.leave import leave  # noqa: PLC0415
    from small_trades.shop.rights.queries import copy_of  # noqa: PLC0415

    with privacy.acting_as(privacy.Actor.system("bench")):
        chosen = _fill()[:TIMES]
        if count > MADE:
            _multiply(count // MADE - 1)
        exports, acknowledged, unreadable = [], [], []
        for customer_id in chosen:
            subject = Customer.objects.get(pk=customer_id).subject
            started = time.perf_counter()
            copy_of(subject, reason="bench").json()
            exports.append(_since(started))
            with _reader(customer_id) as reader:
                _line(reader)  # it has opened the value, and its keys are warm
                started, began = time.perf_counter(), time.time()
                leave(subject, now=True)
                acknowledged.append(_since(started))
                unreadable.append((float(_line(reader)) - began) * 1_000)
    speed = Speed(
        count,
        median(acknowledged),
        max(acknowledged),
        median(unreadable),
        max(unreadable),
        median(exports),
    )
    print(json.dumps(asdict(speed)))


def _reader(customer_id: Any) -> Any:
    return subprocess.Popen(
        [sys.executable, "-m", "bench.erasure", f"--{_READER}", str(customer_id)],
        stdout=subprocess.PIPE,
        text=True,
    )


def _read_until_refused(customer_id: str) -> None:
    """Another process: opens the value again and again, and says when it was last given it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "small_trades.config.settings"
    from small_trades.config.commands import setup  # noqa: PLC0415

    setup.start_django()
    from small_trades import privacy  # noqa: PLC0415
    from small_trades.policy.declaration import MISUSE  # noqa: PLC0415
    from small_trades.shop.account.models import Customer  # noqa: PLC0415

    held = Customer.objects.get(pk=customer_id)
    with privacy.acting_as(privacy.Actor.system("bench")):
        privacy.use(held.name, purpose=MISUSE)
        print("open", flush=True)
        # Asked whether, not opened: a row for each try would keep the ledger busy for the one measured.
        while isinstance(privacy.decide(held.name, purpose=MISUSE), privacy.Allowed):
            time.sleep(0.002)
        print(time.time(), flush=True)


def _line(process: Any) -> str:
    return str(process.stdout.readline()).strip()


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1_000


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--here", size]:
            _measure_here(int(size))
        case ["--reader", customer]:
            _read_until_refused(customer)
        case sizes:
            for speed in measure(tuple(map(int, sizes)) or SIZES):
                print(json.dumps(asdict(speed)))
