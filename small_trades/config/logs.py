"""Log lines without personal values: where an error stood and its type, never its message or data."""

import logging
import traceback
from types import TracebackType


class PlainFormatter(logging.Formatter):
    """Formats a record as one line; an exception becomes its type and its places in the code.

    Messages of exceptions are left out, because libraries put the offending value into them.
    """

    def __init__(self) -> None:
        """Use time in UTC with the level and the logger's name."""
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line; Django's request logger keeps only the status and the kind of the request."""
        if record.name.startswith("django.request") or record.name.startswith("django.security"):
            status = getattr(record, "status_code", "")
            record = logging.makeLogRecord(
                {**record.__dict__, "msg": f"request failed {status}".strip(), "args": ()}
            )
        record.exc_text = None
        return super().format(record)

    def formatException(  # noqa: N802 - the name that logging calls
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """The type of the error and the lines of code it came through."""
        kind, _error, trace = ei
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([kind.__name__ if kind else "", *(f"  {place}" for place in places)])
