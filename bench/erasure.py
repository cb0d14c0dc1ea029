"""How long erasure and export take in shops of different sizes, and what a member weighs; on either engine.

Measured per member, each time somebody else: *acknowledged* is `leave(now=True)` from call to return in a
process that is as warm as a web worker, *unreadable* the time until another process, which had the value open
a moment before and tries every few milliseconds, is refused; *export* is everything as one document.
`python -m bench.erasure 10000` measures a shop of that size alone.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from bench import engines

SIZES = (1_000, 100_000, 1_000_000)
TIMES = 50
MADE = 500


@dataclass(frozen=True)
class Speed:
    """Milliseconds, the median and the worst of `TIMES` members, in a shop with so many.

    `member_bytes`: what the three stores grew by for each member, indexes and ledger rows included.
    """

    engine: str
    members: int
    acknowledged: float
    acknowledged_worst: float
    unreadable: float
    unreadable_worst: float
    export: float
    export_worst: float
    member_bytes: float


def measure(sizes: tuple[int, ...] = SIZES) -> list[Speed]:
    """Measure each size on each engine, in processes and stores of its own."""
    return [
        Speed(engine, size, **found)
        for size in sizes
        for engine, found in engines.measured("bench.erasure", str(size))
    ]


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
    from small_trades.privacy._keys.models import DataSubject, KeyRing, LookUpRow  # noqa: PLC0415
    from small_trades.shop.account.models import Customer  # noqa: PLC0415

    for model in (DataSubject, KeyRing, LookUpRow, Customer):
        _copy_rows(model, copies)
    _copy_ledger_rows(copies * MADE)


def _copy_rows(model: Any, copies: int) -> None:
    from django.db import connections, router  # noqa: PLC0415 - needs settings

    connection = connections[router.db_for_write(model)]
    table = model._meta.db_table  # noqa: SLF001 - as Django documents it
    own = [field for field in model._meta.concrete_fields if not _is_counted(field)]  # noqa: SLF001
    columns = ", ".join(f'"{field.column}"' for field in own)
    values = ", ".join(_copied(field, connection.vendor) for field in own)
    numbers = "WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < %s) "
    with connection.cursor() as cursor:
        cursor.execute(
            f"{numbers}INSERT INTO {table} ({columns}) SELECT {values} FROM {table}, copy",  # noqa: S608 -- own names
            [copies],
        )
        cursor.execute("ANALYZE")


def _is_counted(field: Any) -> bool:
    return bool(field.primary_key) and field.get_internal_type().endswith("AutoField")


def _copied(field: Any, vendor: str) -> str:
    """SQL for a copy's value: the same, but for what must differ from member to member."""
    column = f'"{field.column}"'
    kind = getattr(field, "target_field", field).get_internal_type()
    is_sqlite = vendor == "sqlite"
    if column == '"digest"':
        return "randomblob(32)" if is_sqlite else "sha256(uuid_send(gen_random_uuid()))"
    if kind != "UUIDField":
        return column
    # 32 hex digits: the first eight are a time, the rest keeps two members apart.
    if is_sqlite:
        return f"printf('%%08x', n) || substr({column}, 9)"
    return f"(lpad(to_hex(n), 8, '0') || substr(replace({column}::text, '-', ''), 9))::uuid"


def _copy_ledger_rows(count: int) -> None:
    """Rows as the registration of a member left them, about people whom nothing leads to."""
    from small_trades.privacy import ledger  # noqa: PLC0415 - needs settings

    row = ledger.rows(event=ledger.Event.COLLECTION, limit=1)[0]
    size = len(row.references[0])
    for number in range(count):
        pending = ledger.enqueue(
            ledger.Entry(
                event=row.event,
                actor_kind=row.actor_kind,
                role=row.role,
                purpose=row.purpose,
                policy_version=row.policy_version,
                groups=row.groups,
                references=(os.urandom(size),),
                tags=(os.urandom(16),),
                outcome=row.outcome,
                request_id=row.request_id,
            )
        )
        if number % 10_000 == 0:
            pending.wait()
    pending.wait()


def _stored_bytes() -> int:
    """What the three stores take, without what waits to be written into them."""
    from django.db import connections  # noqa: PLC0415 - needs settings

    total = 0
    for connection in (connections[store] for store in ("default", "keys", "ledger")):
        size = (
            "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
            if connection.vendor == "sqlite"
            else "SELECT pg_database_size(current_database())"
        )
        with connection.cursor() as cursor:
            cursor.execute(size)
            total += cursor.fetchone()[0]
    return total


def _measure_here(count: int) -> None:
    engines.start_django()
    from small_trades import privacy  # noqa: PLC0415 - needs settings
    from small_trades.config.warm import warm_up  # noqa: PLC0415
    from small_trades.shop.account.models import Customer  # noqa: PLC0415

    empty = _stored_bytes()
    with privacy.acting_as(privacy.Actor.system("bench")):
        chosen = _fill()[:TIMES]
        if count > MADE:
            _multiply(count // MADE - 1)
        weight = (_stored_bytes() - empty) / max(count, MADE)
        warm_up()
        reader = _reader()
        times = [_one(Customer.objects.get(pk=customer).subject, customer, reader) for customer in chosen]
        reader.stdin.close()
        reader.wait()
    exports, acknowledged, unreadable = zip(*times, strict=True)
    speed = {
        "acknowledged": median(acknowledged),
        "acknowledged_worst": max(acknowledged),
        "unreadable": median(unreadable),
        "unreadable_worst": max(unreadable),
        "export": median(exports),
        "export_worst": max(exports),
        "member_bytes": weight,
    }
    print(json.dumps(speed))
    privacy.ledger.close()


def _one(subject: Any, customer: Any, reader: Any) -> tuple[float, float, float]:
    """Of one member: the copy of everything, the erasure's answer, and its reach into another process."""
    from small_trades.shop.rights.actions.leave import leave  # noqa: PLC0415 - needs settings
    from small_trades.shop.rights.queries import copy_of  # noqa: PLC0415

    started = time.perf_counter()
    copy_of(subject, reason="bench").json()
    export = _since(started)
    print(customer, file=reader.stdin, flush=True)
    _line(reader)  # it has opened the value, and its keys are warm
    started, began = time.perf_counter(), time.time()
    leave(subject, now=True)
    acknowledged = _since(started)
    return export, acknowledged, (float(_line(reader)) - began) * 1_000


def _reader() -> Any:
    return subprocess.Popen(
        [sys.executable, "-m", "bench.erasure", "--reader"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _read_until_refused() -> None:
    """Another process: opens the value it is told again and again, and says when it was last given it."""
    from small_trades.config.commands import setup  # noqa: PLC0415 - needs the environment

    setup.start_django()
    from small_trades import privacy  # noqa: PLC0415
    from small_trades.policy.declaration import MISUSE  # noqa: PLC0415
    from small_trades.shop.account.models import Customer  # noqa: PLC0415

    with privacy.acting_as(privacy.Actor.system("bench")):
        for line in sys.stdin:
            held = Customer.objects.get(pk=line.strip())
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
        case ["--reader"]:
            _read_until_refused()
        case sizes:
            for speed in measure(tuple(map(int, sizes)) or SIZES):
                print(json.dumps(asdict(speed)))
