"""What may leave of a span: its name, its times, how it ended, and these attributes. No value of anybody.

The library's spans take anything from anybody who reaches the current one; what stands here is made anew
from them, so that a name which is not on the list goes nowhere.
"""

from typing import Final

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.trace import Status

# https://opentelemetry.io/docs/specs/semconv/http/http-spans/
METHOD: Final = "http.request.method"
ROUTE: Final = "http.route"
STATUS_CODE: Final = "http.response.status_code"
SCHEME: Final = "url.scheme"
ERROR_TYPE: Final = "error.type"
FUNCTION: Final = "code.function.name"
# What has no name there.
LANGUAGE: Final = "small_trades.language"
OUTCOME: Final = "small_trades.outcome"
RECIPIENT: Final = "small_trades.recipient"
PURPOSE: Final = "small_trades.purpose"
STATEMENTS: Final = "small_trades.db.statements"
MILLISECONDS: Final = "small_trades.db.milliseconds"

ALLOWED: Final = frozenset(
    {
        METHOD,
        ROUTE,
        STATUS_CODE,
        SCHEME,
        ERROR_TYPE,
        FUNCTION,
        LANGUAGE,
        OUTCOME,
        RECIPIENT,
        PURPOSE,
        STATEMENTS,
        MILLISECONDS,
    }
)


def plain(span: ReadableSpan, resource: Resource) -> ReadableSpan:
    """The span without whatever else it carries: other attributes, events, links, words of an error."""
    attributes = span.attributes or {}
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=resource,
        attributes={name: value for name, value in attributes.items() if name in ALLOWED},
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
    )
