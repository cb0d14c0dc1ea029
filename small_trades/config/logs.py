"""Log lines without personal values: where an error stood and its type, never its message or data."""

import json
import logging
import time
import traceback
from types import TracebackType

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlainFormatter(logging.Formatter):
    """Formats a record as one line; an exception becomes its type and its places in the code.

    Messages of exceptions are left out, because libraries put the offending value into them.
    """

    def __init__(self) -> None:
        """Use time in UTC with the level and the logger's name."""
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line; Django's request logger keeps only the status and the kind of the request."""
        record = without_request(record)
        record.exc_text = None
        return super().format(record)

    def formatException(  # noqa: N802 - the name that logging calls
        self, ei: ExceptionInfo
    ) -> str:
        """The type of the error and the lines of code it came through."""
        kind, places = told_of(ei)
        return "\n".join([kind, *(f"  {place}" for place in places)])


class JsonFormatter(logging.Formatter):
    """The same as one JSON object a line: `time` (UTC), `level`, `logger`, `message`, `error`, `at`."""

    def format(self, record: logging.LogRecord) -> str:
        """One object."""
        record = without_request(record)
        told: dict[str, object] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["error"], told["at"] = told_of(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def without_request(record: logging.LogRecord) -> logging.LogRecord:
    """The record; of Django's request loggers, which name addresses, only that something failed and how."""
    if not record.name.startswith(("django.request", "django.security")):
        return record
    said = f"request failed {getattr(record, 'status_code', '')}".strip()
    return logging.makeLogRecord({**record.__dict__, "msg": said, "args": ()})


def told_of(ei: ExceptionInfo) -> tuple[str, list[str]]:
    """The type of an error, and the places in the code it came through."""
    kind, _error, trace = ei
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return kind.__name__ if kind else "", places
