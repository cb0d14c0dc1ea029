"""The tasks of a worker that stands still are done by another; those of one that lives are left alone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.config.working.leases import MOST_TRIES, SILENT_SECONDS, STRANGER, Lease, LeaseLost, Watch
from small_trades.config.working.models import TaskWorker
from small_trades.shop.kernel.later import later

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
REASON = "small_trades.config.working.leases.BrokenOff"


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(clock: Clock) -> Watch:
    return Watch("worker-of-this-test", clock)


def worker() -> Lease:
    lease = Lease()
    lease.begin()
    return lease


def begun(by: str, task: str = "orders.send_confirmation", *, times: int = 1) -> DBTaskResult:
    """A task that this worker is at, for the `times`th time."""
    later(task, privacy.uuid7())
    row = DBTaskResult.objects.order_by("-enqueued_at").filter(status="READY").get()
    for _ in range(times):
        row.claim(by)
    return row


def standing(row: DBTaskResult) -> tuple[str, str]:
    row.refresh_from_db()
    return row.status, row.exception_class_path


def test_a_worker_that_stands_still_loses_its_tasks(watch: Watch, clock: Clock) -> None:
    killed = worker()
    row = begun(killed.worker_id)
    assert watch.take_over() == 0
    clock.now += SILENT_SECONDS - 1
    assert (watch.take_over(), standing(row)) == (0, ("RUNNING", ""))
    clock.now += 1
    assert (watch.take_over(), standing(row)) == (1, ("READY", ""))
    assert DBTaskResult.objects.ready().get().pk == row.pk
    assert not TaskWorker.objects.exists()
    with pytest.raises(LeaseLost):
        killed.beat()


def test_a_worker_that_lives_keeps_them(watch: Watch, clock: Clock) -> None:
    lives = worker()
    row = begun(lives.worker_id)
    for _ in range(10):
        assert watch.take_over() == 0
        clock.now += SILENT_SECONDS - 1
        lives.beat()
    assert standing(row) == ("RUNNING", "")
    assert TaskWorker.objects.get().beats == 10


def test_a_task_that_was_ended_is_left_alone(watch: Watch, clock: Clock) -> None:
    row = begun(worker().worker_id)
    row.set_successful(None)
    watch.take_over()
    clock.now += SILENT_SECONDS
    assert (watch.take_over(), standing(row)) == (0, ("SUCCESSFUL", ""))


def test_what_may_not_run_twice_fails_and_is_not_begun_again(watch: Watch, clock: Clock) -> None:
    row = begun(worker().worker_id, "incidents.send_notices")
    watch.take_over()
    clock.now += SILENT_SECONDS
    assert (watch.take_over(), standing(row)) == (1, ("FAILED", REASON))
    assert row.finished_at is not None
    assert not DBTaskResult.objects.ready().exists()


def test_a_task_that_kills_its_workers_is_given_up(watch: Watch, clock: Clock) -> None:
    row = begun(worker().worker_id, times=MOST_TRIES)
    watch.take_over()
    clock.now += SILENT_SECONDS
    assert (watch.take_over(), standing(row)) == (1, ("FAILED", REASON))


def test_two_that_watch_take_over_once(clock: Clock) -> None:
    row = begun(worker().worker_id)
    first, second = Watch("a", clock), Watch("b", clock)
    assert (first.take_over(), second.take_over()) == (0, 0)
    clock.now += SILENT_SECONDS
    assert (first.take_over(), second.take_over()) == (1, 0)
    assert standing(row) == ("READY", "")


def test_a_worker_that_ends_cleanly_leaves_nothing(watch: Watch, clock: Clock) -> None:
    worker().end()
    watch.take_over()
    clock.now += SILENT_SECONDS
    assert (watch.take_over(), TaskWorker.objects.count()) == (0, 0)


def test_the_tasks_of_a_version_without_leases_are_freed_after_an_hour(watch: Watch) -> None:
    row, known = begun("worker-7f00"), begun(worker().worker_id)
    assert (watch.take_over(), standing(row)) == (0, ("RUNNING", ""))
    long_ago = timezone.now() - STRANGER - timedelta(minutes=1)
    DBTaskResult.objects.update(started_at=long_ago)
    assert (watch.take_over(), standing(row)) == (1, ("READY", ""))
    assert standing(known) == ("RUNNING", "")
