"""What happens in the shop, told to apps above the one in which it happens.

An app names a listener in its configuration's `ready`; it is called in the transaction of what happened, so
that what it writes exists with it or not at all.
"""

from collections.abc import Callable
from typing import Final
from uuid import UUID

Listener = Callable[[str, UUID | int], None]
_LISTENERS: Final[list[Listener]] = []


def listen(listener: Listener) -> None:
    """Call the listener for everything that is announced from now on; once, however often it is named."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def announce(event: str, identifier: UUID | int) -> None:
    """Tell every listener that something happened: `order.paid`, say, and the order's id."""
    for listener in _LISTENERS:
        listener(event, identifier)
