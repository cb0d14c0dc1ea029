"""Where spans go is a collector on this machine, or nowhere; and what of a request and a task they say."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import got_request_exception
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider

from small_trades import privacy
from small_trades.config import tracing
from small_trades.config.environment import Environment, SettingError
from small_trades.config.metrics import SPANS_MADE, SPANS_SENT
from small_trades.config.traces import EVERY, SOME, TraceSettings, task_span, trace_settings
from small_trades.doors.collector.endpoint import Endpoint
from small_trades.doors.collector.tests.collector import Collector, collector
from small_trades.policy.declaration import ERROR_SERVICE, NOTICE

URL = "http://127.0.0.1:4318"
NAMES = "(127.0.0.1, ::1 or localhost)"
WHY = "traces go to a collector on the machine of the shop, which may pass them on."
HERE = Endpoint("127.0.0.1", 4318, "/v1/traces")


def read(**given: str) -> TraceSettings | None:
    return trace_settings(Environment(given))


def test_nothing_goes_anywhere_unless_it_is_said() -> None:
    assert read() is None
    assert read(OTEL_SERVICE_NAME="shop", OTEL_TRACES_SAMPLER="wrong") is None
    assert read(OTEL_EXPORTER_OTLP_ENDPOINT=URL, OTEL_SDK_DISABLED="True") is None


def test_a_collector_is_named_as_everywhere() -> None:
    assert read(OTEL_EXPORTER_OTLP_ENDPOINT=URL) == TraceSettings(HERE, "small-trades", 1.0)
    assert read(
        OTEL_EXPORTER_OTLP_ENDPOINT=URL,
        OTEL_EXPORTER_OTLP_PROTOCOL="http/protobuf",
        OTEL_SERVICE_NAME="cups",
        OTEL_TRACES_SAMPLER="parentbased_traceidratio",
        OTEL_TRACES_SAMPLER_ARG="0.25",
    ) == TraceSettings(HERE, "cups", 0.25)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"OTEL_EXPORTER_OTLP_ENDPOINT": "https://planted@collector.example"},
            f"config.E030: OTEL_EXPORTER_OTLP_ENDPOINT does not name this machine {NAMES}: {WHY}",
        ),
        (
            {"OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"},
            "config.E004: OTEL_EXPORTER_OTLP_PROTOCOL is 'grpc'; it must be one of http/protobuf.",
        ),
        (
            {"OTEL_TRACES_SAMPLER": "xray"},
            f"config.E004: OTEL_TRACES_SAMPLER is 'xray'; it must be one of {EVERY}, {SOME}.",
        ),
        *(
            (
                {"OTEL_TRACES_SAMPLER": SOME, "OTEL_TRACES_SAMPLER_ARG": given},
                f"config.E031: OTEL_TRACES_SAMPLER_ARG is {given!r}; it must be a number between 0 and 1.",
            )
            for given in ("1.5", "-0.1", "nan", "half")
        ),
    ],
)
def test_what_this_shop_does_not_do_is_refused(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingError) as refused:
        read(**{"OTEL_EXPORTER_OTLP_ENDPOINT": URL, **given})
    assert str(refused.value) == sentence


def test_without_a_collector_a_task_is_just_done() -> None:
    assert settings.SMALL_TRADES.traces is None
    assert not any("tracing" in name for name in settings.MIDDLEWARE)
    with task_span("small_trades.shop.orders.tasks.send_confirmation"):
        assert not trace.get_current_span().get_span_context().is_valid
    with pytest.raises(LookupError):
        tracing.tracer()


class Tracing:
    """This process with a collector; `spans` are what it was told by now."""

    def __init__(self, running: Collector, provider: TracerProvider) -> None:
        self.collector = running
        self._provider = provider

    def told(self) -> dict[str, dict[str, Any]]:
        """The attributes of each span by its name, without how long the database took."""
        self._provider.force_flush()
        return {
            span.name: {k: v for k, v in span.attributes.items() if k != "small_trades.db.milliseconds"}
            for span in self.collector.spans
        }


@pytest.fixture
def traced(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tracing]:
    made: list[TracerProvider] = []

    def provider(*given: Any, **named: Any) -> TracerProvider:
        made.append(TracerProvider(*given, **named))
        return made[-1]

    monkeypatch.setattr(tracing, "TracerProvider", provider)
    monkeypatch.setattr(tracing, "_end_with_process", lambda _exporter, _provider: None)
    tracing.tracer.cache_clear()
    with collector() as running:
        traces = TraceSettings(Endpoint.of(running.url), "shop", getattr(request, "param", 1.0))
        with override_settings(SMALL_TRADES=replace(settings.SMALL_TRADES, traces=traces)):
            tracing.tracer()
            yield Tracing(running, made[0])
        made[0].shutdown()
    tracing.tracer.cache_clear()
    assert got_request_exception.disconnect(tracing._note_error)
    assert privacy.message_finished.disconnect(tracing._note_message)


def counts() -> tuple[float, float]:
    return SPANS_MADE._value.get(), SPANS_SENT._value.get()


def answer(request: HttpRequest, status: int = 200) -> HttpResponse:
    response = tracing.TracingMiddleware(lambda _request: HttpResponse(status=status))(request)
    assert isinstance(response, HttpResponse)
    return response


@pytest.mark.django_db
def test_a_task_is_told_by_its_path_and_how_it_ended(traced: Tracing) -> None:
    before = counts()
    with task_span("shop.good"), connection.cursor() as cursor:
        cursor.execute("SELECT %s", ["planted-parameter"])
        cursor.execute("SELECT 'planted-statement'")
    with pytest.raises(ValueError, match="planted"), task_span("shop.bad"):
        raise ValueError("planted-words")
    assert traced.told() == {
        "shop.good": {
            "code.function.name": "shop.good",
            "small_trades.outcome": "successful",
            "small_trades.db.statements": "2",
        },
        "shop.bad": {
            "code.function.name": "shop.bad",
            "small_trades.outcome": "failed",
            "error.type": "builtins.ValueError",
            "small_trades.db.statements": "0",
        },
    }
    assert b"planted" not in b"".join(traced.collector.bodies)
    assert counts() == (before[0] + 2, before[1] + 2)


def test_an_answer_that_is_an_error_without_an_exception_is_told_by_its_status(traced: Tracing) -> None:
    answer(RequestFactory().get("/planted/"), 503)
    assert traced.told() == {
        "GET": {
            "http.request.method": "GET",
            "url.scheme": "http",
            "http.response.status_code": "503",
            "error.type": "503",
            "small_trades.db.statements": "0",
        }
    }


def test_a_language_that_the_shop_does_not_speak_is_not_told(traced: Tracing) -> None:
    told = HttpResponse(headers={"Content-Language": "planted"})
    tracing.TracingMiddleware(lambda _request: told)(RequestFactory().generic("PLANTED", "/"))
    assert traced.told()["HTTP"].keys() & {"small_trades.language"} == set()
    assert b"planted" not in b"".join(traced.collector.bodies).lower()


@pytest.mark.parametrize("traced", [0.0], indirect=True)
def test_of_a_trace_that_is_not_drawn_nothing_is_made(traced: Tracing) -> None:
    before = counts()
    with task_span("shop.good"):
        tracing._note_message(recipient=ERROR_SERVICE, purpose=NOTICE, outcome="sent", began=1)
    assert answer(RequestFactory().get("/")).status_code == 200
    assert traced.told() == {}
    assert counts() == before


def test_the_provider_is_not_the_one_of_the_process(traced: Tracing) -> None:
    """So that a library which would record by itself has nothing to record with."""
    trace.get_tracer("library").start_span("planted").end()
    assert traced.told() == {}
