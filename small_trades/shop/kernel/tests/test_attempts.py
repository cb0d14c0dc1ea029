"""What a task does when its door is out of reach, shut for good, or the person is gone."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.privacy.errors import RefusalReason
from small_trades.shop.kernel.attempts import attempt_at

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

WAITS = (dt.timedelta(minutes=1), dt.timedelta(minutes=5))
ROW = UUID("0198c0de-0000-7000-8000-000000000001")


@task()
def knock(row_id: str, attempt: int = 0) -> None:
    """A task that is only put off."""


def run(failed: int = 0, error: Exception | None = None) -> list[UUID]:
    """The rows that the verb was done for."""
    done: list[UUID] = []

    def verb(row_id: UUID) -> None:
        if error is not None:
            raise error
        done.append(row_id)

    attempt_at(knock, verb, str(ROW), failed, waits=WAITS)
    return done


def waiting() -> list[tuple[list[Any], dt.datetime | None]]:
    return [(found.args_kwargs["args"], found.run_after) for found in DBTaskResult.objects.all()]


def test_it_is_done_as_the_task_and_no_more() -> None:
    actors: list[privacy.Actor | None] = []
    attempt_at(knock, lambda _row: actors.append(privacy.current_actor()), str(ROW), 0, waits=WAITS)
    assert actors == [privacy.Actor.system("kernel.knock")]
    assert run() == [ROW]
    assert waiting() == []


@pytest.mark.parametrize("failed", [0, 1])
def test_a_door_out_of_reach_is_tried_again_after_the_wait_of_this_attempt(failed: int) -> None:
    before = timezone.now()
    assert run(failed, privacy.DoorError("away", permanent=False)) == []
    ((arguments, at),) = waiting()
    assert arguments == [str(ROW), failed + 1]
    assert at is not None
    assert before + WAITS[failed] <= at <= timezone.now() + WAITS[failed]


@pytest.mark.parametrize(("failed", "permanent"), [(2, False), (0, True)])
def test_the_last_attempt_and_a_door_shut_for_good_end_the_task(failed: int, permanent: bool) -> None:  # noqa: FBT001 - a case
    with pytest.raises(privacy.DoorError):
        run(failed, privacy.DoorError("away", permanent=permanent))
    assert waiting() == []


@pytest.mark.parametrize("gone", [privacy.Erased(), privacy.Refused(RefusalReason.HELD_BY_LAW)])
def test_nobody_is_written_to_who_was_erased(gone: privacy.Refused) -> None:
    assert run(error=gone) == []
    assert waiting() == []


@pytest.mark.parametrize("reason", [RefusalReason.RESTRICTED, RefusalReason.OBJECTED])
def test_what_the_person_stopped_ends_quietly_and_is_not_tried_again(reason: RefusalReason) -> None:
    assert run(error=privacy.Refused(reason)) == []
    assert waiting() == []


def test_another_refusal_is_not_passed_over() -> None:
    with pytest.raises(privacy.Refused):
        run(error=privacy.Refused(RefusalReason.ROLE_NOT_ALLOWED))
    assert waiting() == []
