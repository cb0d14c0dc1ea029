"""Whether the shop runs: its supervisor holds a lock for as long as it lives."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings

LOCK: Final = "running.lock"


class RunningError(Exception):
    """The lock is held by somebody else."""


@contextmanager
def holding() -> Iterator[None]:
    """Hold the lock of the data folder.

    Raises:
        RunningError: the shop runs on it, or is being restored.
    """
    descriptor = os.open(settings.SMALL_TRADES.home / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunningError from None
        yield
    finally:
        os.close(descriptor)
