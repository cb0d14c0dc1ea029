"""An error as Sentry and those that speak like it take it.

https://develop.sentry.dev/sdk/foundations/envelopes/ and …/sdk/data-model/event-payloads/. Sentry's own
library is not used: it gathers requests, variables and machines by itself, and here all that may leave is in
the message.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from small_trades.doors.errors.messages import ErrorReport, Place

OWN: Final = "small_trades/"


def envelope(report: ErrorReport, *, at: dt.datetime) -> bytes:
    """The body of one POST: two lines of JSON, and the event."""
    event = msgspec.json.encode(event_of(report))
    head = {"event_id": report.id, "sent_at": _time(at)}
    item = {"type": "event", "content_type": "application/json", "length": len(event)}
    return b"\n".join((msgspec.json.encode(head), msgspec.json.encode(item), event, b""))


def event_of(report: ErrorReport) -> Mapping[str, Any]:
    """The event. An exception without words is told by its type alone, which the protocol allows."""
    last = _exception(report.kind) | {"stacktrace": {"frames": [_frame(place) for place in report.places]}}
    return {
        "event_id": report.id,
        "timestamp": _time(report.last_at),
        "platform": "python",
        "level": "error",
        "logger": "small_trades",
        "release": f"small-trades@{report.version}",
        "fingerprint": [report.fingerprint],
        "transaction": report.route or report.process,
        "tags": {"process": report.process},
        "extra": {"count": report.count, "first_at": _time(report.first_at)},
        # The one that was raised last comes last.
        "exception": {"values": [*map(_exception, reversed(report.causes)), last]},
    }


def _exception(kind: str) -> dict[str, Any]:
    module, _, name = kind.rpartition(".")
    return {"type": name, "module": module}


def _frame(place: Place) -> dict[str, Any]:
    return {
        "filename": place.file,
        "function": place.function,
        "lineno": place.line,
        "in_app": place.file.startswith(OWN),
    }


def _time(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
