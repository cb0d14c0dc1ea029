"""Opened keys, for a moment: a destroyed key stops working in every process within a second."""

from __future__ import annotations

import time
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

K = TypeVar("K")
V = TypeVar("V")
LIFE: Final = 0.8
ROOM: Final = 20_000


class ShortLived(Generic[K, V]):
    """A least-recently-added cache whose entries live `LIFE` seconds from the moment they were read."""

    def __init__(self, *, life: float = LIFE, room: int = ROOM) -> None:
        self._life = life
        self._room = room
        self._entries: OrderedDict[K, tuple[float, V]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        """The entry while it lives."""
        return self.get_many((key,))[key]

    def get_many(self, keys: Iterable[K]) -> dict[K, V | None]:
        """For each key its entry while it lives, or None."""
        now = time.monotonic()
        entries = ((key, self._entries.get(key)) for key in keys)
        return {key: entry[1] if entry is not None and entry[0] >= now else None for key, entry in entries}

    def put(self, key: K, value: V, *, read_at: float) -> None:
        """`read_at`: `time.monotonic()` from before the value was read."""
        with self._lock:
            self._entries[key] = (read_at + self._life, value)
            self._entries.move_to_end(key)
            while len(self._entries) > self._room:
                self._entries.popitem(last=False)

    def clear(self) -> None:
        """Forget everything: at a destroyed key, what is worth keeping is read again in one query."""
        with self._lock:
            self._entries.clear()
