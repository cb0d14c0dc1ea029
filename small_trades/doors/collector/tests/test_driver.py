"""What a collector is handed of a span, and what becomes of spans that it does not take."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SpanExportResult
from opentelemetry.trace import Link, SpanKind, Status, StatusCode

from small_trades.doors.collector.driver import LAST_SECONDS, REST_SECONDS, TIMEOUT_SECONDS, CollectorExporter
from small_trades.doors.collector.endpoint import Endpoint
from small_trades.doors.collector.spans import ALLOWED
from small_trades.doors.collector.tests.collector import HEADERS, Collector, collector

RESOURCE = Resource({"service.name": "shop", "service.version": "1"})
OK, FAILURE = SpanExportResult.SUCCESS, SpanExportResult.FAILURE


@pytest.fixture
def service() -> Iterator[Collector]:
    with collector() as running:
        yield running


class Clock:
    """Seconds that pass when a test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Handing:
    """An exporter, and what it said was taken."""

    def __init__(self, url: str, seconds: float = TIMEOUT_SECONDS) -> None:
        self.taken: list[int] = []
        self.clock = Clock()
        self.exporter = CollectorExporter(
            Endpoint.of(url), RESOURCE, on_sent=self.taken.append, seconds=seconds, clock=self.clock
        )

    def hand(self, count: int = 1) -> SpanExportResult:
        return self.exporter.export([span(str(number)) for number in range(count)])


def span(name: str = "GET /", **attributes: str) -> ReadableSpan:
    made = TracerProvider(shutdown_on_exit=False, resource=Resource({"host.name": "planted-host"}))
    begun = made.get_tracer("planted-scope").start_span(name, Context(), attributes=attributes)
    begun.end()
    assert isinstance(begun, ReadableSpan)
    return begun


def test_what_is_not_on_the_list_is_not_handed_over(service: Collector) -> None:
    """Anybody who reaches a span may put anything on it."""
    handing = Handing(service.url)
    provider = TracerProvider(shutdown_on_exit=False, resource=Resource({"host.name": "planted-host"}))
    tracer = provider.get_tracer("planted-scope", "planted-version")
    other = tracer.start_span("other", Context())
    begun = tracer.start_span(
        "GET /orders/<code:code>/",
        Context(),
        SpanKind.SERVER,
        attributes=dict.fromkeys(ALLOWED, "x") | {"enduser.id": "planted-id", "url.path": "/planted/"},
        links=[Link(other.get_span_context(), {"why": "planted-link"})],
        start_time=1,
    )
    begun.add_event("planted-event", {"what": "planted-value"})
    begun.record_exception(ValueError("planted-words"))
    begun.set_status(Status(StatusCode.ERROR, "planted-description"))
    begun.end(2)
    assert isinstance(begun, ReadableSpan)
    assert handing.exporter.export([begun]) == OK
    (told,) = service.spans
    assert told.attributes == dict.fromkeys(ALLOWED, "x")
    assert told.resource == {"service.name": "shop", "service.version": "1"}
    assert told.fields == {
        "traceId": told.trace,
        "spanId": told.fields["spanId"],
        "name": "GET /orders/<code:code>/",
        "kind": "SPAN_KIND_SERVER",
        "startTimeUnixNano": "1",
        "endTimeUnixNano": "2",
        "status": {"code": "STATUS_CODE_ERROR"},
        "flags": 256,
    }
    assert b"planted" not in service.bodies[0]
    assert service.headers[0].keys() == HEADERS
    assert handing.taken == [1]


@pytest.mark.parametrize("status", [307, 400, 404, 429, 500, 503])
def test_what_is_not_taken_is_dropped_and_said_once(
    service: Collector, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    handing = Handing(service.url)
    service.answers += [status, status]
    with caplog.at_level(logging.INFO, "small_trades.collector"):
        assert [handing.hand(3), handing.hand(2)] == [FAILURE, FAILURE]
        assert len(service.bodies) == 1, "it is left alone; a redirect is not followed"
        handing.clock.now += REST_SECONDS
        assert handing.hand(1) == FAILURE
        assert len(service.bodies) == 2
        handing.clock.now += REST_SECONDS
        assert handing.hand(4) == OK
    assert [record.getMessage() for record in caplog.records] == [
        f"The collector takes no spans (HTTP {status}); they are dropped until it does.",
        "The collector takes spans again; 6 were dropped.",
    ]
    assert handing.taken == [4]
    assert len(service.spans) == 4


def test_one_that_is_away_breaks_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        away = taken.getsockname()[1]
    handing = Handing(f"http://127.0.0.1:{away}")
    assert handing.hand() == FAILURE
    assert handing.taken == []


@contextmanager
def answering(*pieces: bytes, is_closed: bool) -> Iterator[str]:
    """Somebody who reads and answers with these pieces, and then is silent or gone; yields the address."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _who = listening.accept()
            with connection:
                connection.recv(65_536)
                for piece in pieces:
                    connection.sendall(piece)
                if not is_closed:
                    over.wait()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            over.set()
            thread.join()


@pytest.mark.parametrize(
    ("pieces", "is_closed", "seconds", "result"),
    [
        ((b"HTTP/1.1 2", b"00 OK\r\n"), False, 60.0, OK),
        ((b"HTTP/1.0 200 OK\r\n\r\n",), True, 60.0, OK),
        ((b"",), True, 60.0, FAILURE),
        ((b"HTTP/1.1 20",), True, 60.0, FAILURE),
        ((b"x" * 1000,), False, 60.0, FAILURE),
        ((), False, 0.1, FAILURE),
        ((b"HTTP/1.1",), False, 0.1, FAILURE),
    ],
)
def test_it_is_not_waited_for_beyond_the_deadline(
    pieces: tuple[bytes, ...], *, is_closed: bool, seconds: float, result: SpanExportResult
) -> None:
    with answering(*pieces, is_closed=is_closed) as url:
        assert Handing(url, seconds).hand() == result


def test_at_the_end_of_a_process_what_is_late_is_dropped(service: Collector) -> None:
    handing = Handing(service.url)
    handing.exporter.end_soon()
    assert handing.hand() == OK
    handing.clock.now += LAST_SECONDS
    assert handing.hand() == FAILURE
    assert len(service.bodies) == 1
