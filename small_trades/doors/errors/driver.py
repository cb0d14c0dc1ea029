"""Tells an error service of errors, over HTTPS, one envelope each."""

import datetime as dt
import http.client
import socket
import ssl
from typing import Final

import small_trades
from small_trades import privacy
from small_trades.doors.deadline import Deadline
from small_trades.doors.errors.dsn import Dsn
from small_trades.doors.errors.envelope import envelope
from small_trades.doors.errors.messages import ErrorReport, LaterError
from small_trades.policy.declaration import ERROR_SERVICE

TIMEOUT_SECONDS: Final = 10.0
LONGEST_ANSWER: Final = 4096
SHORTEST_PAUSE: Final = 60
LONGEST_PAUSE: Final = 86_400


class ErrorsDoor:
    """Sends to the one address of the settings."""

    name = "errors"
    recipient = ERROR_SERVICE
    messages: tuple[type[privacy.Message], ...] = (ErrorReport,)

    def __init__(self, dsn: Dsn, *, seconds: float = TIMEOUT_SECONDS) -> None:
        """`seconds` bounds one report."""
        self._dsn = dsn
        self._seconds = seconds

    def destinations(self) -> tuple[tuple[str, int], ...]:
        """The service."""
        return ((self._dsn.host, self._dsn.port),)

    def send(self, message: ErrorReport, _opened: privacy.Opened) -> None:
        """One report.

        Raises:
            LaterError: it takes no more for a while.
            DoorError: it took nothing, or is away; permanent where it refuses this report or the key.
        """
        body = envelope(message, at=dt.datetime.now(dt.UTC))
        deadline = Deadline(self._seconds)
        connection = http.client.HTTPConnection(self._dsn.host, self._dsn.port)
        try:
            plain = socket.create_connection((self._dsn.host, self._dsn.port), timeout=deadline.left)
            with plain, deadline.cuts(plain):
                connection.sock = self._secured(plain)
                connection.request("POST", self._dsn.target, body, self._headers())
                answer = connection.getresponse()
                answer.read(LONGEST_ANSWER)
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise privacy.DoorError(type(error).__name__, permanent=False) from None
        finally:
            connection.close()
        if deadline.is_over:
            raise privacy.DoorError("no answer in time", permanent=False)
        if answer.status == http.client.TOO_MANY_REQUESTS:
            raise LaterError(_seconds(answer.headers.get("Retry-After", "")))
        if not http.client.OK <= answer.status < http.client.MULTIPLE_CHOICES:
            is_ours = answer.status < http.client.INTERNAL_SERVER_ERROR
            raise privacy.DoorError(f"HTTP {answer.status}", permanent=is_ours)

    def _secured(self, plain: socket.socket) -> socket.socket:
        """A second handle on the connection; the first stays, to cut it off by."""
        if not self._dsn.is_tls:
            return plain.dup()
        return ssl.create_default_context().wrap_socket(plain.dup(), server_hostname=self._dsn.host)

    def _headers(self) -> dict[str, str]:
        client = f"small-trades/{small_trades.__version__}"
        return {
            "Content-Type": "application/x-sentry-envelope",
            "User-Agent": client,
            "X-Sentry-Auth": f"Sentry sentry_version=7, sentry_client={client}, sentry_key={self._dsn.key}",
        }


def _seconds(told: str) -> int:
    wanted = int(told) if told.isascii() and told.isdigit() else SHORTEST_PAUSE
    return min(max(wanted, SHORTEST_PAUSE), LONGEST_PAUSE)
