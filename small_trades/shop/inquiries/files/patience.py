"""How long the files of one message are waited for: five slow ones take no longer than one."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from small_trades.shop.inquiries.files.flaws import FileFlaw, Flaw
from small_trades.shop.inquiries.files.limits import READING_SECONDS


class Patience:
    """The seconds that are left; one for each message."""

    def __init__(self, seconds: float = READING_SECONDS) -> None:
        """Nothing was waited for yet."""
        self._left = seconds

    @contextmanager
    def spent(self) -> Iterator[float]:
        """The seconds left for what happens in the block, which count. FileFlaw where there are none."""
        if self._left <= 0:
            raise FileFlaw(Flaw.TOO_MUCH_WORK)
        began = time.monotonic()
        try:
            yield self._left
        finally:
            self._left -= time.monotonic() - began
