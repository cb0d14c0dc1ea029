"""Errors of a process reach the store in few writes, and none is lost while it is away."""

import logging
import sys
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import Error, InterfaceError, OperationalError
from django.test import RequestFactory
from django.urls import resolve

from small_trades.config import faults
from small_trades.config.faults import MOST, Counted, FaultHandler, flush
from small_trades.shop.faults.actions import note as noting
from small_trades.shop.faults.models import Fault
from small_trades.shop.faults.seen import Frame, Seen
from small_trades.shop.faults.tests.making import VALUE, a_failure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    own = Counted()
    monkeypatch.setattr(faults, "COUNTED", own)
    return own


def logged(**extra: object) -> logging.LogRecord:
    try:
        int(VALUE)
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, VALUE, (), sys.exc_info())
    record.__dict__.update(extra)
    return record


def test_an_error_of_a_request_is_kept_with_the_name_of_its_view() -> None:
    request = RequestFactory().get("/products/yamada/?q=090-1234-5678")
    request.resolver_match = resolve("/products/yamada/")
    FaultHandler().emit(logged(request=request))
    assert Fault.objects.count() == 0, "no write in the request"
    assert flush("web") is True
    found = Fault.objects.get()
    assert (found.kind, found.route, found.process, found.count) == (
        "builtins.ValueError",
        "products:product",
        "web",
        1,
    )
    kept = "".join(str(value) for value in Fault.objects.values_list().get())
    assert [word for word in (*VALUE.split(), "yamada") if word in kept] == []


def test_a_record_without_an_error_is_none(counted: Counted) -> None:
    FaultHandler().emit(logging.LogRecord("small_trades", logging.ERROR, __file__, 1, VALUE, (), None))
    assert counted.take() == {}
    assert flush("web") is True


def test_a_storm_is_one_write() -> None:
    for number in range(10_000):
        faults.COUNTED.add(Seen(f"a.Error{number % 500}", (), (Frame("a.py", 1, "do"),), ""))
    with patch.object(noting, "note", wraps=noting.note) as written:
        assert flush("web") is True
        assert flush("web") is True
    assert written.call_count == 1
    assert Fault.objects.count() == MOST + 1
    assert sum(Fault.objects.values_list("count", flat=True)) == 10_000
    assert Fault.objects.get(kind="small_trades.TooManyFaults").count == 10_000 - MOST * 20


@pytest.mark.parametrize("kind", [OperationalError, InterfaceError])
def test_nothing_is_lost_while_the_store_is_away(kind: type[Error]) -> None:
    faults.COUNTED.add(a_failure())
    faults.COUNTED.add(a_failure())
    with patch.object(noting, "note", side_effect=kind("away")):
        assert flush("web") is False
    faults.COUNTED.add(a_failure())
    assert flush("web") is True
    assert Fault.objects.get().count == 3


def test_what_ends_a_command_is_kept_and_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *what: told.append(what[1]))
    faults.keep_of_command()
    for ended in (ValueError(VALUE), SystemExit(2), KeyboardInterrupt()):
        sys.excepthook(type(ended), ended, None)
    assert [type(error) for error in told] == [ValueError, SystemExit, KeyboardInterrupt]
    assert list(Fault.objects.values_list("kind", "process")) == [("builtins.ValueError", "command")]


def test_what_was_seen_last_is_written_down_as_a_worker_ends(tmp_path: Path) -> None:
    told = tmp_path / "told"
    # As the web server starts its workers: a child that ends without what was registered for the end.
    worker = get_context("fork").Process(target=_worker, args=(told,))
    worker.start()
    worker.join(60)
    assert worker.exitcode == 0
    assert told.read_text() == "web"


def _worker(told: Path) -> None:
    faults.flush = lambda process: bool(told.write_text(process))  # in this child only
    faults.keep("web")
