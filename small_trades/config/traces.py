"""Whether spans are made, and where they go, from the environment; nowhere unless it says so.

The names are those of https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/.
"""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from small_trades.config.environment import Environment, SettingError
from small_trades.doors.collector.endpoint import Endpoint

EVERY: Final = "parentbased_always_on"
SOME: Final = "parentbased_traceidratio"


@dataclass(frozen=True, slots=True)
class TraceSettings:
    """The collector, what this shop is called there, and of how many traces it hears (0 to 1)."""

    endpoint: Endpoint
    service: str
    ratio: float


def trace_settings(env: Environment) -> TraceSettings | None:
    """None where OTEL_EXPORTER_OTLP_ENDPOINT is not set, or OTEL_SDK_DISABLED is `true`.

    Raises:
        SettingError: it names another machine, or asks for what this shop does not do.
    """
    url = env.text("OTEL_EXPORTER_OTLP_ENDPOINT")
    if not url or env.text("OTEL_SDK_DISABLED").lower() == "true":
        return None
    env.choice("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", ("http/protobuf",))
    try:
        endpoint = Endpoint.of(url)
    except ValueError as error:
        raise SettingError(
            "config.E030",
            f"OTEL_EXPORTER_OTLP_ENDPOINT {error}: traces go to a collector on the machine of the shop, "
            "which may pass them on.",
        ) from None
    return TraceSettings(endpoint, env.text("OTEL_SERVICE_NAME") or "small-trades", _ratio(env))


def _ratio(env: Environment) -> float:
    if env.choice("OTEL_TRACES_SAMPLER", EVERY, (EVERY, SOME)) == EVERY:
        return 1.0
    given = env.text("OTEL_TRACES_SAMPLER_ARG", "1")
    try:
        ratio = float(given)
    except ValueError:
        ratio = -1.0
    if not 0.0 <= ratio <= 1.0:
        raise SettingError(
            "config.E031", f"OTEL_TRACES_SAMPLER_ARG is {given!r}; it must be a number between 0 and 1."
        )
    return ratio


def begin_traces() -> None:
    """From now on this process makes spans, where there is a collector; else nothing is even loaded."""
    if settings.SMALL_TRADES.traces is not None:
        from small_trades.config.tracing import tracer  # noqa: PLC0415 - loaded only where it is asked for

        tracer()


def task_span(path: str) -> AbstractContextManager[None]:
    """The block is the task of this path; nothing comes of it where there is no collector."""
    if settings.SMALL_TRADES.traces is None:
        return nullcontext()
    from small_trades.config.tracing import span_of_task  # noqa: PLC0415 - loaded only where it is asked for

    return span_of_task(path)
