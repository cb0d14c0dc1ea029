"""What will hurt soon: disk, clock, certificate, ways out, backups, keys, ledger, tasks."""

import json
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from small_trades import privacy
from small_trades.config.commands.setup import own_stores
from small_trades.config.schema import standing
from small_trades.config.tls import good_until
from small_trades.policy.declaration import POLICY

MEBIBYTE: Final = 1024 * 1024
DISK_BAD, DISK_WARN = 200 * MEBIBYTE, 2048 * MEBIBYTE
CONNECT_SECONDS: Final = 5.0
CERTIFICATE_WARN: Final = timedelta(days=14)
BACKUP_WARN, DRILL_WARN, CHECK_WARN = timedelta(days=2), timedelta(days=35), timedelta(days=8)
EPOCH_WARN: Final = timedelta(days=3)
TASK_WARN: Final = timedelta(minutes=15)
TASK_LONG: Final = timedelta(hours=1)
CLOCK_SLACK: Final = timedelta(minutes=2)


class State(StrEnum):
    """How a finding stands. WARN hurts soon, BAD hurts now."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its id, how it stands, what was seen, and what to do about it."""

    id: str
    state: State
    seen: str
    hint: str = ""


def findings() -> tuple[Finding, ...]:
    """Everything, in the order in which it is to be read. Opens no personal value and changes nothing."""
    return tuple(found for look in LOOKS for found in look())


def _disk() -> Iterator[Finding]:
    shop = settings.SMALL_TRADES
    for name, folder in (("data", shop.home), ("secrets", shop.secrets)):
        usage = shutil.disk_usage(folder if folder.exists() else folder.parent)
        state = State.BAD if usage.free < DISK_BAD else State.WARN if usage.free < DISK_WARN else State.OK
        seen = f"{usage.free // MEBIBYTE:,} MiB are free where the {name} are"
        yield Finding(f"disk.{name}", state, seen, "" if state == State.OK else "Make room.")


def _clock() -> Iterator[Finding]:
    newest = next(iter(privacy.ledger.rows(limit=1)), None)
    now = timezone.now()
    if newest is not None and newest.at > now + CLOCK_SLACK:
        seen = (
            f"it is {now:%Y-%m-%d %H:%M} UTC here, and a row of the ledger is of {newest.at:%Y-%m-%d %H:%M}"
        )
        yield Finding("clock", State.BAD, seen, "Set the clock; have it kept by NTP.")
    else:
        yield Finding("clock", State.OK, f"it is {now:%Y-%m-%d %H:%M} UTC, after everything recorded")


def _certificate() -> Iterator[Finding]:
    ends = good_until(settings.SMALL_TRADES.secrets / "tls")
    if ends is None:
        yield Finding("certificate", State.OK, "none is made yet; the first start makes one")
        return
    left = ends - datetime.now(UTC)
    state = State.BAD if left <= timedelta() else State.WARN if left < CERTIFICATE_WARN else State.OK
    hint = "" if state == State.OK else "It is renewed at a start: restart the shop."
    yield Finding("certificate", state, f"it is good until {ends:%Y-%m-%d}", hint)


def _ways_out() -> Iterator[Finding]:
    shop = settings.SMALL_TRADES
    if not shop.is_demo and not shop.mail_url:
        yield Finding("mail", State.BAD, "no mail can be sent", "Set MAIL_URL.")
    for name, door in privacy.doors().items():
        for host, port in door.destinations():
            # The sandbox's way leads to this very shop, which need not be running.
            if shop.is_demo and port == shop.port:
                continue
            problem = _connects(host, port)
            state, hint = (State.BAD, "Ask whoever runs it, or the firewall.") if problem else (State.OK, "")
            yield Finding(f"door.{name}", state, _answering(host, port, problem), hint)


def _collector() -> Iterator[Finding]:
    traces = settings.SMALL_TRADES.traces
    if traces is not None:
        host, port = traces.endpoint.host, traces.endpoint.port
        problem = _connects(host, port)
        hint = "Start it, or take OTEL_EXPORTER_OTLP_ENDPOINT away: traces are dropped." if problem else ""
        state = State.WARN if problem else State.OK
        yield Finding("collector", state, _answering(host, port, problem), hint)


def _answering(host: str, port: int, problem: str) -> str:
    return f"{host}:{port} {'does not answer (' + problem + ')' if problem else 'answers'}"


def _connects(host: str, port: int) -> str:
    try:
        with socket.create_connection((host, port), timeout=CONNECT_SECONDS):
            return ""
    except OSError as error:
        return type(error).__name__


def _payment() -> Iterator[Finding]:
    if "payment" not in privacy.doors():
        hint = "Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET to take cards."
        yield Finding("payment", State.WARN, "only bank transfers can be taken", hint)


def _backups() -> Iterator[Finding]:
    kept = backups_made()
    for kind, command in (("data", "backup DIR"), ("keys", "backup keys DIR")):
        at = kept.get(kind)
        hint = f"Run `small-trades {command}`, and have it run every night."
        yield _aged(f"backup.{kind}", at, BACKUP_WARN, f"a backup of the {kind}", hint)
    drill = privacy.last_drill()
    at = drill.at if drill is not None and drill.has_passed else None
    yield _aged("backup.drill", at, DRILL_WARN, "a restore for practice", "Run `small-trades backup drill`.")


def _keys() -> Iterator[Finding]:
    status = privacy.keys_status()
    for epoch in status.epochs:
        if epoch.is_current:
            hint = "Keep the worker running at night, or run `small-trades keys rotate`."
            yield _aged("keys.epoch", epoch.made_at, EPOCH_WARN, "the key-encryption key", hint)
    if not status.can_rotate:
        hint = "Its folder must be writable for the shop's user; else rotate where the file is made."
        yield Finding("keys.file", State.WARN, "KEK_FILE cannot be replaced, so no key rotates", hint)


def _ledger() -> Iterator[Finding]:
    from small_trades.shop.site.ledger_check import last_check  # noqa: PLC0415 - needs the apps

    check = last_check()
    if check is not None and not check.ok:
        seen = f"the last check failed: {check.problem}"
        yield Finding("ledger", State.BAD, seen, "See docs/running.md, Checks.")
        return
    at = check.at if check is not None else None
    yield _aged("ledger", at, CHECK_WARN, "a check of the ledger", "Run `small-trades ledger verify`.")


def _tasks() -> Iterator[Finding]:
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - needs the apps

    ready = DBTaskResult.objects.ready().order_by("enqueued_at").first()
    if ready is not None and ready.enqueued_at < timezone.now() - TASK_WARN:
        seen = f"a task waits since {ready.enqueued_at:%Y-%m-%d %H:%M} UTC ({ready.task_path})"
        yield Finding("tasks.waiting", State.BAD, seen, "Is `small-trades worker` running?")
    else:
        yield Finding("tasks.waiting", State.OK, "no task waits for long")
    longest = DBTaskResult.objects.running().order_by("started_at").first()
    if longest is not None and longest.started_at < timezone.now() - TASK_LONG:
        seen = f"a task runs since {longest.started_at:%Y-%m-%d %H:%M} UTC ({longest.task_path})"
        yield Finding("tasks.running", State.WARN, seen, "Where it is not meant to, restart the worker.")
    else:
        yield Finding("tasks.running", State.OK, "no task runs for long")
    failed = DBTaskResult.objects.failed().count()
    state = State.WARN if failed else State.OK
    hint = "The log says where each one stopped." if failed else ""
    yield Finding("tasks.failed", state, f"{failed} tasks failed in the last days", hint)


def _schema() -> Iterator[Finding]:
    for found in map(standing, own_stores()):
        name = f"schema.{found.store}"
        if found.lacks:
            seen = f"this version is newer than the store: {len(found.lacks)} migrations are missing"
            yield Finding(name, State.BAD, seen, "Run `small-trades migrate`.")
        elif found.beyond:
            seen = f"this version is older than the store, which has {found.beyond[-1]}"
            yield Finding(name, State.WARN, seen, "Start the newer version everywhere.")
        else:
            yield Finding(name, State.OK, "this version and the store belong together")


def _policy() -> Iterator[Finding]:
    yield Finding("policy", State.OK, f"version {POLICY.version} is declared, effective {POLICY.effective}")


LOOKS: Final[tuple[Callable[[], Iterator[Finding]], ...]] = (
    _disk,
    _clock,
    _certificate,
    _ways_out,
    _collector,
    _payment,
    _backups,
    _keys,
    _ledger,
    _tasks,
    _schema,
    _policy,
)


def note_backup(kind: str) -> None:
    """Remember that a backup of this kind (`data`, `keys`) was made now."""
    kept = {name: at.isoformat() for name, at in backups_made().items()}
    path = _note()
    draft = path.with_name(f"{path.name}.new")
    draft.write_text(json.dumps({**kept, kind: datetime.now(UTC).isoformat()}), encoding="utf-8")
    draft.replace(path)


def backups_made() -> dict[str, datetime]:
    """When the last backup of each kind was made on this machine; empty before the first."""
    try:
        noted = json.loads(_note().read_text(encoding="utf-8"))
        return {str(kind): datetime.fromisoformat(at) for kind, at in noted.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _note() -> Path:
    return Path(settings.SMALL_TRADES.home) / "backups-made.json"


def _aged(identifier: str, at: datetime | None, limit: timedelta, what: str, hint: str) -> Finding:
    if at is None:
        return Finding(identifier, State.WARN, f"{what}: never", hint)
    age = timezone.now() - at
    state = State.WARN if age > limit else State.OK
    return Finding(identifier, state, f"{what}: {at:%Y-%m-%d %H:%M} UTC", hint if state != State.OK else "")
