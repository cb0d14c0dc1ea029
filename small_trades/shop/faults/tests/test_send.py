"""What an error service is told of, how often, and what it never is."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.config.doors import DOORS
from small_trades.doors.errors.driver import ErrorsDoor
from small_trades.doors.errors.dsn import Dsn
from small_trades.doors.errors.tests.service import ErrorService, error_service
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.faults.actions import send as sending
from small_trades.shop.faults.actions.note import Times, note
from small_trades.shop.faults.actions.send import MOST, Pause
from small_trades.shop.faults.actions.settle import settle
from small_trades.shop.faults.models import Fault
from small_trades.shop.faults.seen import Seen
from small_trades.shop.faults.tasks import send_errors
from small_trades.shop.faults.tests.making import VALUE, a_failure

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[ErrorService]:
    monkeypatch.setattr(sending, "_PAUSE", Pause())
    with error_service() as running:
        monkeypatch.setitem(DOORS, "errors", ErrorsDoor(Dsn.of(running.dsn)))
        yield running


def seen_now(*routes: str) -> None:
    now = timezone.now()
    note([Times(a_failure(route), 1, now, now) for route in routes], process="web")


def two_see_now() -> None:
    now = timezone.now()
    note(
        [Times(Seen(f"shop.{name}Error", (), (), ""), 1, now, now) for name in ("Blue", "Red")],
        process="task",
    )


def an_hour_ago() -> None:
    Fault.objects.update(sent_at=timezone.now() - dt.timedelta(hours=1, seconds=1))


def send() -> None:
    send_errors.call()


def test_an_error_is_told_once_and_again_when_it_went_on_for_an_hour(service: ErrorService) -> None:
    seen_now("checkout:details")
    send()
    send()
    seen_now("checkout:details")
    send()
    assert [event["extra"]["count"] for event in service.events] == [1]
    an_hour_ago()
    send()
    assert [event["extra"]["count"] for event in service.events] == [1, 2]
    assert service.events[0]["event_id"] != service.events[1]["event_id"]
    an_hour_ago()
    Fault.objects.update(last_at=timezone.now() - dt.timedelta(hours=2))
    send()
    assert len(service.events) == 2


def test_nothing_that_anybody_typed_leaves(service: ErrorService, ledger_rows: LedgerRows) -> None:
    seen_now("checkout:details")
    send()
    assert service.events[0]["exception"]["values"][-1]["type"] == "NoRoomError"
    body = service.bodies[0].decode()
    for value in (*VALUE.split(), VALUE, "no room"):
        assert value not in body
    told = [row for row in ledger_rows() if row.recipient == "4-error-service"]
    assert [(row.event, row.purpose, row.groups, row.outcome) for row in told] == [
        (privacy.ledger.Event.DISCLOSURE, "4-upkeep", (), "message:ErrorReport"),
        (privacy.ledger.Event.OUTCOME, "4-upkeep", (), "sent"),
    ]
    assert all(row.references == () for row in told)


def test_what_is_settled_is_told_of_when_it_comes_again(service: ErrorService) -> None:
    seen_now("checkout:details")
    settle(Fault.objects.get().pk)
    send()
    assert service.calls == 0
    seen_now("checkout:details")
    send()
    assert [event["extra"]["count"] for event in service.events] == [2]


@pytest.mark.parametrize("status", [500, 503])
def test_what_was_not_taken_comes_with_the_next_minute(service: ErrorService, status: int) -> None:
    seen_now("checkout:details")
    service.answers.append((status, {}))
    send()
    assert (service.calls, Fault.objects.get().sent_at) == (1, None)
    send()
    assert len(service.events) == 1


def test_a_service_that_has_enough_is_not_called_meanwhile(service: ErrorService) -> None:
    seen_now("checkout:details")
    service.answers.append((429, {"Retry-After": "300"}))
    send()
    send()
    assert (service.calls, Fault.objects.get().sent_at) == (1, None)
    sending._PAUSE.begin(0)
    send()
    assert len(service.events) == 1


def test_one_that_is_refused_for_good_does_not_hold_up_the_others(service: ErrorService) -> None:
    two_see_now()
    service.answers.append((400, {}))
    send()
    send()
    assert (service.calls, len(service.events)) == (2, 1)


def test_a_flood_leaves_in_portions(service: ErrorService) -> None:
    now = timezone.now()
    rows = [
        Fault(
            fingerprint=f"{number:064}",
            kind="builtins.ValueError",
            process="web",
            version="0.1.0",
            count=1,
            first_at=now,
            last_at=now,
        )
        for number in range(MOST + 1)
    ]
    Fault.objects.bulk_create(rows)
    send()
    assert len(service.events) == MOST
    send()
    assert len(service.events) == MOST + 1


def test_two_workers_tell_each_error_once(service: ErrorService, monkeypatch: pytest.MonkeyPatch) -> None:
    two_see_now()
    door = DOORS["errors"]
    tell, is_first = door.send, [True]

    def sends_meanwhile(message: privacy.Message, opened: privacy.Opened) -> object:
        if is_first.pop() if is_first else False:
            send()
        return tell(message, opened)

    monkeypatch.setattr(door, "send", sends_meanwhile)
    send()
    told = sorted(event["exception"]["values"][0]["type"] for event in service.events)
    assert told == ["BlueError", "RedError"]
