"""Messages on the socket: four bytes of length (big-endian), then JSON in UTF-8."""

from __future__ import annotations

import json
from struct import Struct
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import socket

LARGEST: Final = 256 * 1024 * 1024
"""A million numbers of persons fit."""
_LENGTH: Final = Struct(">I")


class FrameError(Exception):
    """What came is no message: cut short, too long, or not JSON."""


def send(sock: socket.socket, message: Any) -> None:
    """Write one message. OSError when the other side is gone; ValueError for one that is too long."""
    content = json.dumps(message, separators=(",", ":"), allow_nan=False).encode()
    if len(content) > LARGEST:
        raise ValueError(f"A message to or from the broker has at most {LARGEST} bytes.")
    sock.sendall(_LENGTH.pack(len(content)) + content)


def receive(sock: socket.socket) -> Any:
    """The next message; None when the other side has ended between two. FrameError, OSError."""
    head = _exactly(sock, _LENGTH.size)
    if not head:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LARGEST:
        raise FrameError("a message is too long")
    content = _exactly(sock, length)
    if len(content) < length:
        raise FrameError("a message was cut short")
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise FrameError("a message is not JSON") from None


def _exactly(sock: socket.socket, count: int) -> bytes:
    """So many bytes, or none at the end of the stream. FrameError when it ends in between."""
    parts = bytearray()
    while len(parts) < count:
        part = sock.recv(min(count - len(parts), 1 << 20))
        if not part:
            if parts:
                raise FrameError("a message was cut short")
            break
        parts += part
    return bytes(parts)
