"""What a broker asks back: only the process that called knows what the apps hold of a person.

An erasure runs in the broker, beside the keys it destroys. What it wants of the apps it asks on the same
connection, before it answers; what the apps then want of the engine is said there too, so that the thread and
the transaction that hold the keys do it.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKABLE: Final = {
    "subject_data": frozenset({"held", "forget", "end_sessions", "under_way"}),
    "farewell": frozenset({"prepare", "send", "drop"}),
    "recipients": frozenset({"prepare_erasure", "tell_erasure", "tell_correction", "tell_stop", "standing"}),
}
"""The functions of the apps that a caller runs for its broker, and no others."""


class Ask(Protocol):
    """Ask for one function of one app: by module, name, and place among those of that name."""

    def __call__(self, module: str, name: str, place: int, /, *args: Any) -> Any: ...


_ask: ContextVar[Ask | None] = ContextVar("whom a broker asks", default=None)


def asker() -> Ask | None:
    """How to ask whoever called this broker; None in a process that works for itself."""
    return _ask.get()


@contextmanager
def asking(ask: Ask | None) -> Iterator[None]:
    """Calls in the block are done for a process that answers questions."""
    token = _ask.set(ask)
    try:
        yield
    finally:
        _ask.reset(token)
