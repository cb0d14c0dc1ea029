"""The doctor names what hurts, and what to do about it."""

import json
import shutil
import socket
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.config import cli, doctor
from small_trades.config.doctor import Finding, State
from small_trades.config.traces import TraceSettings
from small_trades.doors.collector.endpoint import Endpoint
from small_trades.shop.kernel.later import later
from small_trades.shop.orders.tests.making import placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


class Usage(NamedTuple):
    """What shutil.disk_usage answers."""

    total: int
    used: int
    free: int


@pytest.fixture(autouse=True)
def _without_the_ledgers_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test reaches it through the engine alone; tests/upgrade looks at all three."""
    monkeypatch.setattr(doctor, "own_stores", lambda: ("default", "keys"))


@pytest.fixture(autouse=True)
def _no_backup_yet() -> None:
    (settings.SMALL_TRADES.home / "backups-made.json").unlink(missing_ok=True)


def found(identifier: str) -> Finding:
    return next(one for one in doctor.findings() if one.id == identifier)


@pytest.mark.parametrize(("free", "state"), [(100, State.BAD), (1024, State.WARN), (3000, State.OK)])
def test_the_disk(monkeypatch: pytest.MonkeyPatch, free: int, state: State) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(0, 0, free * doctor.MEBIBYTE))
    assert found("disk.data").state == found("disk.secrets").state == state


def test_a_clock_that_went_back(monkeypatch: pytest.MonkeyPatch) -> None:
    placed()
    assert found("clock").state == State.OK
    before = timezone.now() - timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: before)
    assert found("clock").state == State.BAD


def test_no_backup_is_said() -> None:
    never = found("backup.data")
    assert (never.state, never.seen) == (State.WARN, "a backup of the data: never")
    doctor.note_backup("data")
    assert found("backup.data").state == State.OK
    assert found("backup.keys").state == State.WARN


def test_a_backup_grows_old(monkeypatch: pytest.MonkeyPatch) -> None:
    doctor.note_backup("keys")
    assert found("backup.keys").state == State.OK
    later_on = timezone.now() + timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: later_on)
    old = found("backup.keys")
    assert (old.state, old.hint) == (
        State.WARN, "Run `small-trades backup keys DIR`, and have it run every night.",
    )  # fmt: skip


def test_a_note_that_cannot_be_read_is_no_backup() -> None:
    (settings.SMALL_TRADES.home / "backups-made.json").write_text("[1]", encoding="utf-8")
    assert doctor.backups_made() == {}


def test_work_that_nobody_does() -> None:
    assert found("tasks.waiting").state == State.OK
    later("orders.send_confirmation", privacy.uuid7())
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    waits = found("tasks.waiting")
    assert (waits.state, waits.hint) == (State.BAD, "Is `small-trades worker` running?")
    assert "send_confirmation" in waits.seen


def test_work_that_does_not_end() -> None:
    later("orders.send_confirmation", privacy.uuid7())
    DBTaskResult.objects.get().claim("worker-1")
    assert found("tasks.running").state == State.OK
    DBTaskResult.objects.update(started_at=timezone.now() - timedelta(hours=2))
    runs = found("tasks.running")
    assert (runs.state, runs.hint) == (State.WARN, "Where it is not meant to, restart the worker.")
    assert "send_confirmation" in runs.seen


class _Door:
    name, messages = "mail", ()

    def __init__(self, port: int) -> None:
        self.port = port

    def destinations(self) -> tuple[tuple[str, int], ...]:
        return (("127.0.0.1", self.port),)


def test_a_way_out_that_answers_and_one_that_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setattr(privacy, "doors", lambda: {"mail": _Door(port)})
        assert found("door.mail") == Finding("door.mail", State.OK, f"127.0.0.1:{port} answers")
    away = found("door.mail")
    assert away.state == State.BAD
    assert away.seen == f"127.0.0.1:{port} does not answer (ConnectionRefusedError)"


def test_what_a_program_reads(capsys: pytest.CaptureFixture[str]) -> None:
    placed()
    code = cli.main(["doctor", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert {one["state"] for one in told} <= {"ok", "warn", "bad"}
    assert code == int(any(one["state"] == "bad" for one in told))
    assert {"disk.data", "clock", "certificate", "keys.epoch", "ledger", "policy"} <= {
        one["id"] for one in told
    }


def test_what_a_person_reads(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["doctor"])
    said = capsys.readouterr().out
    assert "SOON  backup.drill" in said
    assert "→ Run `small-trades backup drill`." in said


def test_a_collector_that_is_away_is_no_failure() -> None:
    assert [one for one in doctor.findings() if one.id == "collector"] == []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        traces = TraceSettings(Endpoint.of(f"http://127.0.0.1:{port}"), "shop", 1.0)
        with override_settings(SMALL_TRADES=replace(settings.SMALL_TRADES, traces=traces)):
            assert found("collector") == Finding("collector", State.OK, f"127.0.0.1:{port} answers")
    with override_settings(SMALL_TRADES=replace(settings.SMALL_TRADES, traces=traces)):
        away = found("collector")
    assert (away.state, away.seen) == (
        State.WARN,
        f"127.0.0.1:{port} does not answer (ConnectionRefusedError)",
    )
    assert "OTEL_EXPORTER_OTLP_ENDPOINT" in away.hint
