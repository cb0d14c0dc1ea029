"""What an error service is told, and what becomes of its answers."""

import datetime as dt
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from small_trades import privacy
from small_trades.doors.errors.driver import ErrorsDoor
from small_trades.doors.errors.dsn import Dsn
from small_trades.doors.errors.messages import ErrorReport, LaterError, Place
from small_trades.doors.errors.tests.service import ErrorService, error_service

REPORT = ErrorReport(
    id="a" * 32,
    fingerprint="f" * 64,
    kind="small_trades.shop.kernel.states.WrongStateError",
    causes=("builtins.KeyError", "builtins.ValueError"),
    places=(
        Place("django/core/handlers/base.py", 197, "_get_response"),
        Place("small_trades/shop/orders/views.py", 31, "order"),
    ),
    route="orders:order",
    process="web",
    version="0.1.0",
    count=3,
    first_at=dt.datetime(2026, 11, 26, 3, 0, tzinfo=dt.UTC),
    last_at=dt.datetime(2026, 11, 26, 3, 5, tzinfo=dt.UTC),
)


@pytest.fixture
def service() -> Iterator[ErrorService]:
    with error_service() as running:
        yield running


def tell(dsn: str, report: ErrorReport = REPORT, *, seconds: float = 10.0) -> None:
    ErrorsDoor(Dsn.of(dsn), seconds=seconds).send(report, lambda sealed: sealed)


def test_the_event_is_what_the_report_says_and_nothing_else(service: ErrorService) -> None:
    tell(service.dsn)
    assert service.events == [
        {
            "event_id": "a" * 32,
            "timestamp": "2026-11-26T03:05:00Z",
            "platform": "python",
            "level": "error",
            "logger": "small_trades",
            "release": "small-trades@0.1.0",
            "fingerprint": ["f" * 64],
            "transaction": "orders:order",
            "tags": {"process": "web"},
            "extra": {"count": 3, "first_at": "2026-11-26T03:00:00Z"},
            "exception": {
                "values": [
                    {"type": "ValueError", "module": "builtins"},
                    {"type": "KeyError", "module": "builtins"},
                    {
                        "type": "WrongStateError",
                        "module": "small_trades.shop.kernel.states",
                        "stacktrace": {
                            "frames": [
                                {
                                    "filename": "django/core/handlers/base.py",
                                    "function": "_get_response",
                                    "lineno": 197,
                                    "in_app": False,
                                },
                                {
                                    "filename": "small_trades/shop/orders/views.py",
                                    "function": "order",
                                    "lineno": 31,
                                    "in_app": True,
                                },
                            ]
                        },
                    },
                ]
            },
        }
    ]


def test_an_error_of_a_task_is_told_by_its_process(service: ErrorService) -> None:
    tell(service.dsn, replace(REPORT, route="", process="task"))
    assert service.events[0]["transaction"] == "task"


@pytest.mark.parametrize(
    ("told", "seconds"), [("120", 120), ("5", 60), ("", 60), ("Thu, 26 Nov 2026", 60), ("9999999", 86_400)]
)
def test_a_service_that_has_enough_is_left_alone(service: ErrorService, told: str, seconds: int) -> None:
    service.answers.append((429, {"Retry-After": told} if told else {}))
    with pytest.raises(LaterError) as refused:
        tell(service.dsn)
    assert (refused.value.seconds, refused.value.permanent) == (seconds, False)
    assert service.events == []


@pytest.mark.parametrize(("status", "is_permanent"), [(400, True), (403, True), (500, False), (503, False)])
def test_a_refusal_says_whether_it_is_for_good(
    service: ErrorService, status: int, *, is_permanent: bool
) -> None:
    service.answers.append((status, {}))
    with pytest.raises(privacy.DoorError) as refused:
        tell(service.dsn)
    assert (str(refused.value), refused.value.permanent) == (f"HTTP {status}", is_permanent)


def test_a_wrong_key_is_refused_by_the_service(service: ErrorService) -> None:
    with pytest.raises(privacy.DoorError, match="HTTP 403"):
        tell(service.dsn.replace("0123", "ffff"))
    assert (service.calls, service.events) == (1, [])


def test_one_that_is_away_or_speaks_no_tls_is_tried_later(service: ErrorService) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        away = taken.getsockname()[1]
    for dsn in (f"http://key@127.0.0.1:{away}/1", service.dsn.replace("http://", "https://")):
        with pytest.raises(privacy.DoorError) as refused:
            tell(dsn)
        assert not refused.value.permanent
    assert service.calls == 0


def test_one_that_says_nothing_is_cut_off() -> None:
    over = threading.Event()

    def say_nothing() -> None:
        call, _ = server.accept()
        with call:
            over.wait(30)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=say_nothing)
        thread.start()
        with pytest.raises(privacy.DoorError) as refused:
            tell(f"http://key@127.0.0.1:{server.getsockname()[1]}/1", seconds=0.3)
        over.set()
        thread.join()
    assert not refused.value.permanent


def test_only_the_service_is_announced() -> None:
    assert ErrorsDoor(Dsn.of("https://key@errors.example/7")).destinations() == (("errors.example", 443),)


@pytest.mark.parametrize(
    ("dsn", "target"),
    [
        ("https://key@errors.example/7", "/api/7/envelope/"),
        ("https://key@errors.example/7/", "/api/7/envelope/"),
        ("https://key@errors.example/behind/it/7", "/behind/it/api/7/envelope/"),
        ("http://key@localhost:8000/7", "/api/7/envelope/"),
    ],
)
def test_a_dsn_says_where_the_project_is(dsn: str, target: str) -> None:
    found = Dsn.of(dsn)
    assert (found.target, found.key) == (target, "key")
    assert "key=" not in repr(found)


@pytest.mark.parametrize(
    "dsn",
    [
        "http://planted@errors.example/7",
        "https://errors.example/7",
        "https://planted@errors.example",
        "https://planted:secret@errors.example/7",
        "https://pl-anted@errors.example/7",
        "https://planted@errors.example/7?x=1",
        "https://planted@errors.example:port/7",
        "https://planted@[errors/7",
        "errors.example",
    ],
)
def test_what_is_no_dsn_is_refused_without_its_key(dsn: str) -> None:
    with pytest.raises(ValueError, match="it ") as refused:
        Dsn.of(dsn)
    assert "planted" not in str(refused.value)
