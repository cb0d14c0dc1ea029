"""Asking the broker: a pool of connections, one call at a time on each.

A call is sent once. Whether it was done cannot be known when the connection breaks before the answer, so it
is not sent again: a row too many is possible, a value without a row is not. While a call is under way the
broker may ask back (`questions`); what answering takes of it is called on the same connection.
"""

from __future__ import annotations

import atexit
import os
import select
import socket
import time
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

from small_trades.privacy._actor import note_opened
from small_trades.privacy._broker import ambient, frames, wire
from small_trades.privacy._broker.errors import AskerFailed, BrokerAway, packed, unpacked
from small_trades.privacy._broker.questions import ASKABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

CONNECT_SECONDS: Final = 1.5
"""So long a broker that is starting anew is waited for."""
_PAUSE: Final = 0.05


class _Pool:
    """Idle connections of this process; a forked child never uses its parent's."""

    def __init__(self) -> None:
        self.patience = 0.0
        self._idle: list[tuple[int, str, socket.socket]] = []

    def take(self, path: str) -> socket.socket:
        """A connection to the broker at `path`. BrokerAway when nobody answers there."""
        while (idle := self._popped()) is not None:
            pid, to, sock = idle
            if pid == os.getpid() and to == path and not _has_ended(sock):
                return sock
            sock.close()
        return _connected(path, max(CONNECT_SECONDS, self.patience))

    def put_back(self, path: str, sock: socket.socket) -> None:
        self._idle.append((os.getpid(), path, sock))

    def close(self) -> None:
        """Close what is idle; the next call connects anew."""
        while (idle := self._popped()) is not None:
            idle[2].close()

    def _popped(self) -> tuple[int, str, socket.socket] | None:
        # No look before: between the two another thread may take the last one.
        try:
            return self._idle.pop()
        except IndexError:
            return None


_within: ContextVar[socket.socket | None] = ContextVar("the connection a question came on", default=None)
_pool = _Pool()
close = _pool.close
atexit.register(close)


def wait_for_broker(seconds: float) -> None:
    """From now on this process waits so long for a broker that is being started: nobody waits for it."""
    _pool.patience = seconds


def call(path: str, verb: str, args: Sequence[Any], kwargs: Mapping[str, Any], *, seconds: float) -> Any:
    """What the verb returns or raises in the broker. BrokerAway when it does not answer within `seconds`."""
    message = {
        **ambient.taken(),
        "verb": verb,
        "args": [wire.encode(value) for value in args],
        "kwargs": {name: wire.encode(value) for name, value in kwargs.items()},
    }
    failures: list[Exception] = []
    answer = _asked(path, message, seconds, failures)
    if answer.get("has_opened"):
        note_opened()
    if "error" in answer:
        error = unpacked(answer["error"])
        # What failed here, and not there, fails with its own error.
        raise failures[-1] if isinstance(error, AskerFailed) and failures else error
    return wire.decode(answer["value"])


def _asked(path: str, message: dict[str, Any], seconds: float, failures: list[Exception]) -> dict[str, Any]:
    within = _within.get()
    sock = _pool.take(path) if within is None else within
    is_whole = False
    try:
        answer = _told(sock, message, seconds, failures)
        is_whole = isinstance(answer, dict)
    except (OSError, frames.FrameError) as error:
        raise BrokerAway(
            f"the key broker did not answer ({type(error).__name__}): nothing was opened"
        ) from None
    finally:
        if not is_whole:
            sock.close()
        elif within is None:
            _pool.put_back(path, sock)
    if not is_whole:
        raise BrokerAway("the key broker ended before it answered: nothing was opened")
    said: dict[str, Any] = answer
    return said


def _told(sock: socket.socket, message: Any, seconds: float, failures: list[Exception]) -> Any:
    """What the broker says in the end; its questions are answered until then."""
    while True:
        sock.settimeout(seconds)
        frames.send(sock, message)
        said = frames.receive(sock)
        if not isinstance(said, dict) or "ask" not in said:
            return said
        message = _answer_to(sock, said, failures)


def _answer_to(sock: socket.socket, question: dict[str, Any], failures: list[Exception]) -> dict[str, Any]:
    token = _within.set(sock)
    try:
        module, name, place = question["ask"]
        answer = _verb_of_app(module, name, place)
        return {"value": wire.encode(answer(*map(wire.decode, question["args"])))}
    except Exception as error:  # noqa: BLE001 -- the broker must hear of it; raised again when it answered
        failures.append(error)
        return {"error": packed(error) or packed(AskerFailed(type(error).__name__))}
    finally:
        _within.reset(token)


def _verb_of_app(module: str, name: str, place: int) -> Callable[..., Any]:
    from small_trades.privacy._rights.asking import verbs  # noqa: PLC0415 -- the engine imports this package

    if name not in ASKABLE[module]:
        raise LookupError(name)
    return verbs(module, name)[place]


def _connected(path: str, seconds: float) -> socket.socket:
    deadline = time.monotonic() + seconds
    while True:
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            sock.settimeout(CONNECT_SECONDS)
            sock.connect(path)
        except OSError as error:
            sock.close()
            if time.monotonic() > deadline or isinstance(error, PermissionError):
                reason = error.strerror or type(error).__name__
                raise BrokerAway(f"the key broker cannot be reached at {path}: {reason}") from None
            time.sleep(_PAUSE)
        else:
            return sock


def _has_ended(sock: socket.socket) -> bool:
    """Whether the broker closed it: between two calls nothing but the end is ever to be read."""
    return bool(select.select([sock], [], [], 0)[0])
