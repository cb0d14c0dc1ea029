"""The clock of the worker: a database that is away for a moment stops no erasure and no deadline for good."""

import signal
from contextlib import suppress
from typing import Any
from unittest.mock import patch

import pytest
from django.db import InterfaceError, OperationalError

from small_trades.config.commands import worker


class Minutes:
    """A stop that lets the clock run for so many minutes, at once."""

    def __init__(self, number: int) -> None:
        self.left = number

    def wait(self, _seconds: float) -> bool:
        self.left -= 1
        return self.left < 0

    def is_set(self) -> bool:
        return self.left < 0


def run_clock(*outcomes: Exception | None) -> tuple[list[int], list[Any]]:
    """The minutes that were asked about, and the signals that were sent, where asking went like this."""
    with (
        patch.object(worker, "_ask", side_effect=outcomes) as asked,
        patch("os.kill") as killed,
        suppress(ZeroDivisionError),
    ):
        worker._clock(Minutes(len(outcomes)))  # type: ignore[arg-type] # all that the clock asks of it
    return [call.args[0] for call in asked.call_args_list], [call.args[1] for call in killed.call_args_list]


def test_it_asks_every_minute() -> None:
    assert run_clock(None, None, None) == ([0, 1, 2], [])


@pytest.mark.parametrize("away", [OperationalError("away"), InterfaceError("closed")])
def test_a_minute_without_a_database_is_asked_again(
    away: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_clock(None, away, away, None, None) == ([0, 1, 1, 1, 2], [])
    assert "a minute was missed" in capsys.readouterr().err


def test_a_clock_that_breaks_ends_its_worker() -> None:
    assert run_clock(None, ZeroDivisionError(), None) == ([0, 1], [signal.SIGTERM])


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_a_minute_enqueues_what_is_due() -> None:
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - needs the apps

    worker._ask(1)
    often = set(DBTaskResult.objects.values_list("task_path", flat=True))
    assert {path.rpartition(".")[2] for path in often} == {
        "expire_unpaid",
        "erase_due",
        "finish_adoptions",
        "tell_due",
        "tell_of_stock",
    }
    worker._ask(0)
    hourly = {path.rpartition(".")[2] for path in DBTaskResult.objects.values_list("task_path", flat=True)}
    assert {
        "forget_what_is_due",
        "reconcile_unsettled",
        "expire_points",
        "forget_expired",
        "tell_staff",
    } <= hourly
