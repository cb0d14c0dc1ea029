"""Spans of requests, tasks and messages for a collector on this machine. Loaded only where there is one.

Every span is begun here. No library records by itself: the provider is not set as the one of the process, so
what asks OpenTelemetry for a tracer gets one that does nothing. Each request and each task begins a trace
with a number drawn at random, which stands in no header, log or store; `traceparent` and `baggage` of
visitors are not read, because a number of their choice would join them to records of somebody else.
https://opentelemetry.io/docs/specs/semconv/http/http-spans/
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBasedTraceIdRatio
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, Tracer, get_current_span

import small_trades
from small_trades import privacy
from small_trades.config.ending import as_it_ends
from small_trades.config.metrics import SPANS_MADE, SPANS_SENT
from small_trades.doors.collector import spans
from small_trades.doors.collector.driver import CollectorExporter

QUEUE: Final = 2048
BATCH: Final = 512
DELAY_MILLISECONDS: Final = 5000
METHODS: Final = frozenset(
    {"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE"}
)
OTHER: Final = "_OTHER"
"""A method that is none of these is a word of the visitor's choice."""
SERVER_ERROR: Final = 500
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class CountedSpans(BatchSpanProcessor):
    """Keeps spans until they are handed over, QUEUE at most; drops them beyond, and never waits."""

    def on_end(self, span: ReadableSpan) -> None:
        """Keep it, and count it."""
        SPANS_MADE.inc()
        super().on_end(span)


@cache
def tracer() -> Tracer:
    """The one of this process; its thread starts with the first call, and again after a fork."""
    traces = settings.SMALL_TRADES.traces
    if traces is None:
        raise LookupError("There is no collector.")
    resource = Resource({"service.name": traces.service, "service.version": small_trades.__version__})
    exporter = CollectorExporter(traces.endpoint, resource, on_sent=SPANS_SENT.inc)
    provider = TracerProvider(ParentBasedTraceIdRatio(traces.ratio), resource, shutdown_on_exit=False)
    # All of them given, so that none is taken from the environment.
    provider.add_span_processor(CountedSpans(exporter, QUEUE, DELAY_MILLISECONDS, BATCH))
    got_request_exception.connect(_note_error)
    privacy.message_finished.connect(_note_message)
    _end_with_process(exporter, provider)
    return provider.get_tracer("small_trades")


class TracingMiddleware:
    """A span for each request that reaches Django; public pages that are kept in memory do not."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and say how: by the pattern of the address, never by the address."""
        method = request.method if request.method in METHODS else OTHER
        with _root("HTTP" if method == OTHER else method, SpanKind.SERVER) as span:
            response = self.get_response(request)
            span.set_attribute(spans.METHOD, method)
            span.set_attribute(spans.SCHEME, "https" if request.is_secure() else "http")
            span.set_attribute(spans.STATUS_CODE, response.status_code)
            if request.resolver_match is not None:
                route = f"/{request.resolver_match.route}"
                span.set_attribute(spans.ROUTE, route)
                span.update_name(f"{method} {route}")
            language = response.headers.get("Content-Language")
            if language in dict(settings.LANGUAGES):
                span.set_attribute(spans.LANGUAGE, language)
            if response.status_code >= SERVER_ERROR:
                _fail(span, str(response.status_code))
        return response


@contextmanager
def span_of_task(path: str) -> Iterator[None]:
    """The block is the task of this path; an error in it goes on, and the span has the name of its class."""
    with _root(path, SpanKind.CONSUMER) as span:
        span.set_attribute(spans.FUNCTION, path)
        try:
            yield
        except BaseException as error:
            span.set_attribute(spans.OUTCOME, "failed")
            _fail(span, _kind(type(error)))
            raise
        span.set_attribute(spans.OUTCOME, "successful")


class Statements:
    """How many statements a database was given, and how long it took. Which ones, it does not look at."""

    def __init__(self) -> None:
        self.count, self.seconds = 0, 0.0

    def __call__(self, execute: Callable[..., Any], *given: Any) -> Any:
        """Pass on what was given."""
        began = time.perf_counter()
        try:
            return execute(*given)
        finally:
            self.count += 1
            self.seconds += time.perf_counter() - began


@contextmanager
def _root(name: str, kind: SpanKind) -> Iterator[Span]:
    """A span that nothing stands above, and the statements of this thread until its end."""
    statements = Statements()
    with ExitStack() as stack:
        span = stack.enter_context(
            tracer().start_as_current_span(
                name, Context(), kind, record_exception=False, set_status_on_exception=False
            )
        )
        for connection in connections.all() if span.is_recording() else ():
            stack.enter_context(connection.execute_wrapper(statements))
        try:
            yield span
        finally:
            span.set_attribute(spans.STATEMENTS, statements.count)
            span.set_attribute(spans.MILLISECONDS, round(statements.seconds * 1000, 3))


def _fail(span: Span, kind: str) -> None:
    """Say that it failed; what was said of why stays."""
    span.set_status(Status(StatusCode.ERROR))
    if spans.ERROR_TYPE not in (getattr(span, "attributes", None) or {}):
        span.set_attribute(spans.ERROR_TYPE, kind)


def _note_error(**_named: Any) -> None:
    """Django caught an error that nobody handled: its class, of the request that is being answered."""
    kind = sys.exc_info()[0]
    if kind is not None:
        get_current_span().set_attribute(spans.ERROR_TYPE, _kind(kind))


def _note_message(
    *, recipient: privacy.Recipient, purpose: privacy.Purpose, outcome: str, began: int, **_named: Any
) -> None:
    attributes = {spans.RECIPIENT: recipient.id, spans.PURPOSE: purpose.id, spans.OUTCOME: outcome}
    span = tracer().start_span(
        f"disclose {recipient.id}", kind=SpanKind.CLIENT, attributes=attributes, start_time=began
    )
    if outcome != "sent":
        span.set_status(Status(StatusCode.ERROR))
    span.end()


def _kind(error: type[BaseException]) -> str:
    return f"{error.__module__}.{error.__qualname__}"


def _end_with_process(exporter: CollectorExporter, provider: TracerProvider) -> None:
    """Hand over what waits when the process ends, in a moment or not at all."""

    def end() -> None:
        exporter.end_soon()
        provider.shutdown()

    as_it_ends(end, name="traces")
