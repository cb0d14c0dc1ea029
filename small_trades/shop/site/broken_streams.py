"""Answers that break off while they are sent, after Django has let go of them.

An error there is the web server's to report, and it would print the error's message, which may hold a value.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

WSGIApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
logger = logging.getLogger(__name__)


class BrokenOffError(Exception):
    """Ends the answer; the server logs this and nothing of what happened."""


class BrokenStreams:
    """A WSGI application around Django's: a streamed answer that fails is logged like any other."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer."""
        answer = self.application(environ, start_response)
        return _Stream(answer) if getattr(answer, "streaming", False) else answer


class _Stream:
    def __init__(self, answer: Any) -> None:
        self._answer = answer
        self._pieces: Iterator[bytes] = iter(answer)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._pieces)
        except StopIteration:
            raise
        except Exception:
            logger.exception("an answer broke off while it was sent")
        raise BrokenOffError

    def close(self) -> None:
        """Release what the answer holds; the server calls it also when the client went away."""
        self._answer.close()
