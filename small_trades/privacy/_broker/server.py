"""The broker: answers the engine's verbs over a Unix socket, to processes of one user.

    serve_broker(Path("/run/small-trades/broker.sock"), uids={1001})     # until SIGTERM or Ctrl-C

A thread for each connection. Who connects is asked of the kernel (SO_PEERCRED, unix(7)) before a byte is
read. An error that may hold anything goes to the log by its name alone.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from contextlib import contextmanager, suppress
from struct import Struct
from typing import TYPE_CHECKING, Any, Final

from django.db import close_old_connections, connections

from small_trades.privacy import _ledger as ledger
from small_trades.privacy._broker import VERBS, ambient, frames, verbs, wire
from small_trades.privacy._broker.errors import AskerFailed, AskerGone, packed, unpacked
from small_trades.privacy._broker.questions import asking

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

logger = logging.getLogger(__name__)
BACKLOG: Final = 128
END_SECONDS: Final = 5.0
ANSWER_SECONDS: Final = 120.0
"""So long whoever called is waited for with an answer: a mail may be on its way."""
_CREDENTIALS: Final = Struct("3i")


class SocketTaken(Exception):  # noqa: N818 -- says what is the case
    """Another broker answers at this path."""


def serve_broker(path: Path, *, uids: Collection[int], when_ready: Callable[[], None] = lambda: None) -> None:
    """Answer until SIGTERM or SIGINT. Calls under way are finished, for a while; the ledger is closed.

    Raises SocketTaken, and OSError when the path cannot be used. Belongs in the main thread.
    """
    verbs.load()
    broker = _Broker(frozenset(uids))
    with _listening(path, is_private=set(uids) <= {os.getuid()}) as listener, _until_told(listener):
        when_ready()
        broker.accept(listener)
    broker.finish()
    ledger.close()


class _Broker:
    def __init__(self, uids: frozenset[int]) -> None:
        self._uids = uids
        self._busy: set[threading.Thread] = set()
        self._is_ending = threading.Event()

    def accept(self, listener: socket.socket) -> None:
        """Until the listener is shut down."""
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer_all, args=(sock,), daemon=True).start()

    def finish(self) -> None:
        """Let the calls under way end."""
        self._is_ending.set()
        for thread in tuple(self._busy):
            thread.join(END_SECONDS)

    def _answer_all(self, sock: socket.socket) -> None:
        with sock, suppress(OSError):
            uid = peer_uid(sock)
            if uid not in self._uids:
                logger.warning("the broker turned away a process of user %d", uid)
                return
            try:
                while not self._is_ending.is_set() and (message := frames.receive(sock)) is not None:
                    self._answer(sock, message)
            except frames.FrameError as error:
                logger.warning("the broker closed a connection: %s", error)
            finally:
                connections.close_all()

    def _answer(self, sock: socket.socket, message: Any) -> None:
        self._busy.add(threading.current_thread())
        close_old_connections()
        try:
            with asking(_Asking(sock)):
                said = answer(message)
            frames.send(sock, said)
        finally:
            close_old_connections()
            self._busy.discard(threading.current_thread())


class _Asking:
    """Questions to whoever called, on the connection of the call; calls that answering takes come first."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def __call__(self, module: str, name: str, place: int, /, *args: Any) -> Any:
        question = {"ask": [module, name, place], "args": [wire.encode(value) for value in args]}
        said = self._said_to(question)
        while "verb" in said:
            said = self._said_to(answer(said))
        if "error" in said:
            error = unpacked(said["error"])
            raise error if packed(error) is not None else AskerFailed(name)
        return wire.decode(said["value"])

    def _said_to(self, message: dict[str, Any]) -> dict[str, Any]:
        before = self._sock.gettimeout()
        try:
            frames.send(self._sock, message)
            self._sock.settimeout(ANSWER_SECONDS)
            said = frames.receive(self._sock)
        except (OSError, frames.FrameError) as error:
            raise AskerGone(type(error).__name__) from None
        finally:
            self._sock.settimeout(before)
        if not isinstance(said, dict):
            raise AskerGone("no answer")
        return said


def answer(message: Any) -> dict[str, Any]:
    """What to say to one message: `value` or `error`, and whether a personal value was opened for it."""
    has_opened = False
    try:
        verb = VERBS[message["verb"]]
        args = [wire.decode(value) for value in message["args"]]
        kwargs = {str(name): wire.decode(value) for name, value in message["kwargs"].items()}
        with ambient.put(message) as facts:
            value = verb(*args, **kwargs)
            has_opened = facts is not None and facts.has_opened
            said = {"value": wire.encode(value)}
    except Exception as error:  # noqa: BLE001 -- the other side must hear of it, whatever it is
        return {"error": _told(error)}
    return {**said, "has_opened": has_opened}


def peer_uid(sock: socket.socket) -> int:
    """The user of the process on the other side of a Unix socket, as the kernel knows it."""
    _pid, uid, _gid = _CREDENTIALS.unpack(
        sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    )
    return int(uid)


def _told(error: Exception) -> list[Any]:
    told = packed(error)
    if told is None:
        # Neither its words nor its traceback: they may hold a value.
        logger.error("a call of the broker failed: %s", type(error).__name__)
        return [type(error).__name__]
    return told


@contextmanager
def _listening(path: Path, *, is_private: bool) -> Iterator[socket.socket]:
    _clear(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # Until it is bound and its mode is set, nobody else gets in.
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    finally:
        os.umask(before)
    own = path.stat().st_ino
    try:
        if not is_private:
            # Who gets in, the kernel says: a file's mode cannot name one other user.
            path.chmod(0o666)
        listener.listen(BACKLOG)
        yield listener
    finally:
        listener.close()
        with suppress(FileNotFoundError):
            if path.stat().st_ino == own:
                path.unlink()


def _clear(path: Path) -> None:
    """Take away the socket that a broker left when it was killed."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except FileNotFoundError:
            return
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)
            return
    raise SocketTaken(str(path))


@contextmanager
def _until_told(listener: socket.socket) -> Iterator[None]:
    def end(_signal: int, _frame: object) -> None:
        listener.shutdown(socket.SHUT_RDWR)

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
