"""A call that ends, however slowly its other end answers."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Deadline:
    """A moment after which a connection is cut off, whatever its other end sends."""

    def __init__(self, seconds: float) -> None:
        """So many seconds from now."""
        self._ends = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds, always more than none: a timeout of 0 would mean not to wait at all."""
        return max(self._ends - time.monotonic(), 0.001)

    @property
    def is_over(self) -> bool:
        """Whether the moment has come."""
        return time.monotonic() >= self._ends

    @contextmanager
    def cuts(self, connection: socket.socket) -> Iterator[None]:
        """Shut the connection at the deadline, while the block goes on."""
        timer = threading.Timer(self.left, _shut, (connection,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _shut(connection: socket.socket) -> None:
    # The other end may have closed it in this moment.
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
