"""Asking the broker: a pool of connections, one call at a time on each.

A call is sent once. Whether it was done cannot be known when the connection breaks before the answer, so it
is not sent again: a row too many is possible, a value without a row is not.
"""

from __future__ import annotations

import atexit
import os
import select
import socket
import time
from typing import TYPE_CHECKING, Any, Final

from small_trades.privacy._actor import note_opened
from small_trades.privacy._broker import ambient, frames, wire
from small_trades.privacy._broker.errors import BrokerAway, unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONNECT_SECONDS: Final = 1.5
"""So long a broker that is starting anew is waited for."""
_PAUSE: Final = 0.05


class _Pool:
    """Idle connections of this process; a forked child never uses its parent's."""

    def __init__(self) -> None:
        self._idle: list[tuple[int, str, socket.socket]] = []

    def take(self, path: str) -> socket.socket:
        """A connection to the broker at `path`. BrokerAway when nobody answers there."""
        while (idle := self._popped()) is not None:
            pid, to, sock = idle
            if pid == os.getpid() and to == path and not _has_ended(sock):
                return sock
            sock.close()
        return _connected(path)

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


_pool = _Pool()
close = _pool.close
atexit.register(close)


def call(path: str, verb: str, args: Sequence[Any], kwargs: Mapping[str, Any], *, seconds: float) -> Any:
    """What the verb returns or raises in the broker. BrokerAway when it does not answer within `seconds`."""
    message = {
        **ambient.taken(),
        "verb": verb,
        "args": [wire.encode(value) for value in args],
        "kwargs": {name: wire.encode(value) for name, value in kwargs.items()},
    }
    answer = _asked(path, message, seconds)
    if answer.get("has_opened"):
        note_opened()
    if "error" in answer:
        raise unpacked(answer["error"])
    return wire.decode(answer["value"])


def _asked(path: str, message: dict[str, Any], seconds: float) -> dict[str, Any]:
    sock = _pool.take(path)
    is_whole = False
    try:
        sock.settimeout(seconds)
        frames.send(sock, message)
        answer = frames.receive(sock)
        is_whole = isinstance(answer, dict)
    except (OSError, frames.FrameError) as error:
        raise BrokerAway(
            f"the key broker did not answer ({type(error).__name__}): nothing was opened"
        ) from None
    finally:
        if is_whole:
            _pool.put_back(path, sock)
        else:
            sock.close()
    if not is_whole:
        raise BrokerAway("the key broker ended before it answered: nothing was opened")
    said: dict[str, Any] = answer
    return said


def _connected(path: str) -> socket.socket:
    deadline = time.monotonic() + CONNECT_SECONDS
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
