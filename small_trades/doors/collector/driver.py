"""Hands spans to the collector, as one POST each time, and never waits for it longer than a moment.

OpenTelemetry's own exporter is not used: it follows redirects, takes proxies, headers and addresses from the
environment, and tries again for a minute.
"""

import http.client
import logging
import re
import socket
import time
from collections.abc import Callable, Sequence
from typing import Final

from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult

from small_trades.doors.collector.endpoint import Endpoint
from small_trades.doors.collector.spans import plain
from small_trades.doors.deadline import Deadline

TIMEOUT_SECONDS: Final = 2.0
REST_SECONDS: Final = 30.0
"""A collector that did not take what it was handed is left alone for so long."""
LAST_SECONDS: Final = 1.0
"""At the end of a process, nothing more is handed over after so long."""
HEADERS: Final = {"Content-Type": "application/x-protobuf"}
LONGEST_STATUS: Final = 256
_STATUS: Final = re.compile(rb"HTTP/1\.[01] (\d{3})")

logger = logging.getLogger("small_trades.collector")


class CollectorExporter(SpanExporter):
    """What the collector does not take is dropped: nothing is handed over twice, and nothing waits."""

    def __init__(
        self,
        endpoint: Endpoint,
        resource: Resource,
        *,
        on_sent: Callable[[int], None],
        seconds: float = TIMEOUT_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`resource` says who hands over, `on_sent` hears how many were taken; a request takes `seconds`."""
        self._endpoint = endpoint
        self._resource = resource
        self._on_sent = on_sent
        self._seconds = seconds
        self._clock = clock
        self._rests_until = clock()
        self._ends_at = float("inf")
        self._dropped = 0

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Hand them over, or drop them; never raises for what a collector does."""
        now = self._clock()
        if now < self._rests_until or now >= self._ends_at:
            self._dropped += len(spans)
            return SpanExportResult.FAILURE
        body = encode_spans([plain(span, self._resource) for span in spans]).SerializeToString()
        problem = self._post(body)
        if problem:
            self._note_away(problem, len(spans))
            return SpanExportResult.FAILURE
        self._note_taken(len(spans))
        return SpanExportResult.SUCCESS

    def end_soon(self) -> None:
        """The process ends: whatever waits is handed over within LAST_SECONDS, or dropped."""
        self._ends_at = self._clock() + LAST_SECONDS

    def _post(self, body: bytes) -> str:
        """One request. What went wrong, as the type of an error or a status; empty where nothing did."""
        deadline = Deadline(self._seconds)
        where = (self._endpoint.host, self._endpoint.port)
        connection = http.client.HTTPConnection(*where)
        try:
            connection.sock = socket.create_connection(where, timeout=deadline.left)
            connection.request("POST", self._endpoint.target, body, HEADERS)
            status = _status(connection.sock, deadline)
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__
        finally:
            connection.close()
        return "" if status == http.client.OK else f"HTTP {status}"

    def _note_away(self, problem: str, count: int) -> None:
        if not self._dropped:
            logger.warning("The collector takes no spans (%s); they are dropped until it does.", problem)
        self._dropped += count
        self._rests_until = self._clock() + REST_SECONDS

    def _note_taken(self, count: int) -> None:
        if self._dropped:
            logger.info("The collector takes spans again; %d were dropped.", self._dropped)
            self._dropped = 0
        self._on_sent(count)


def _status(sock: socket.socket, deadline: Deadline) -> int:
    """The status of the answer, of which nothing else is read; 0 where none came in time.

    No timer cuts it off: at the end of a process no thread can be started.
    """
    heard = b""
    while not _STATUS.match(heard) and len(heard) < LONGEST_STATUS and not deadline.is_over:
        sock.settimeout(deadline.left)
        piece = sock.recv(LONGEST_STATUS)
        if not piece:
            break
        heard += piece
    found = _STATUS.match(heard)
    return int(found[1]) if found else 0
