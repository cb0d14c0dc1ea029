"""How a task ends is written down without what its error said; and slow programs have lanes of their own."""

import threading
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.config.working import lanes as working
from small_trades.config.working.lanes import Lane, do, lanes
from small_trades.shop.kernel.later import later
from small_trades.shop.orders.actions import notify

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
PLANTED = "planted@麒麟.example"


class Once(threading.Event):
    """Asked to stop as soon as there is nothing to do."""

    def wait(self, timeout: float | None = None) -> bool:
        del timeout
        self.set()
        return True


def confirmation() -> DBTaskResult:
    later("orders.send_confirmation", privacy.uuid7())
    row: DBTaskResult = DBTaskResult.objects.get(status="READY")
    return row


@pytest.fixture
def failing() -> Iterator[None]:
    with patch.object(notify, "_order", side_effect=ValueError(PLANTED)):
        yield


@pytest.mark.usefixtures("failing")
def test_an_error_is_kept_by_type_and_place(capfd: pytest.CaptureFixture[str]) -> None:
    row = confirmation()
    row.claim("worker-1")
    do(row)
    row.refresh_from_db()
    assert (row.status, row.exception_class_path) == ("FAILED", "builtins.ValueError")
    assert "orders/actions/notify.py" in row.traceback
    assert PLANTED not in row.traceback + capfd.readouterr().err


def test_a_task_that_is_done_says_so() -> None:
    later("orders.send_confirmation", privacy.uuid7())
    row = DBTaskResult.objects.get()
    with patch.object(notify, "confirmation", return_value=None), patch.object(notify, "_order"):
        row.claim("worker-1")
        do(row)
    row.refresh_from_db()
    assert row.finished_at is not None
    assert row.worker_ids == ["worker-1"]


def test_a_task_of_another_version_fails_and_harms_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    row = confirmation()
    DBTaskResult.objects.update(task_path="small_trades.shop.orders.tasks.gone")
    row.refresh_from_db()
    row.claim("worker-1")
    do(row)
    row.refresh_from_db()
    assert (row.status, row.exception_class_path) == ("FAILED", "builtins.ImportError")
    assert "worker.W003" in capfd.readouterr().err


def claimed_by(queue: str) -> list[str]:
    """The names of the tasks that a lane of this queue does, in this order; none of them really is done."""
    done: list[str] = []
    stop = Once()
    lane = Lane("worker-1", queue, stop)
    with patch.object(working, "do", side_effect=lambda row: done.append(row.task_name)):
        lane.run()
    assert not lane.is_broken
    return done


def test_notices_to_programs_have_lanes_of_their_own() -> None:
    later("api.send_notice", privacy.uuid7())
    later("orders.send_confirmation", privacy.uuid7())
    later("api.send_notice", privacy.uuid7())
    assert claimed_by("") == ["send_confirmation"]
    assert claimed_by("programs") == ["send_notice", "send_notice"]
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"RUNNING"}
    names = [lane.name for lane in lanes("worker-1", threading.Event())]
    assert names == ["lane-others", "lane-programs", "lane-programs"]


def test_a_lane_whose_database_is_away_ends_its_worker(capfd: pytest.CaptureFixture[str]) -> None:
    stop = threading.Event()
    lane = Lane("worker-1", "", stop)
    with patch.object(Lane, "_waiting", side_effect=OperationalError(PLANTED)):
        lane.run()
    assert (lane.is_broken, stop.is_set()) == (True, True)
    assert capfd.readouterr().err == "worker.W002: the database is away: OperationalError\n"
