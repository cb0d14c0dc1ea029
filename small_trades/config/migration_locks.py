"""One process migrates a store at a time; the others wait for it, and find nothing left to do.

PostgreSQL keeps an advisory lock for the session (https://www.postgresql.org/docs/current/explicit-locking.html,
13.3.5), which ends with it, however it ends. SQLite has a file beside the store, locked with flock(2).
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.db import connections

from small_trades.config.environment import SettingError

KEY: Final = int.from_bytes(b"migrate!", "big", signed=True)
WAIT_SECONDS: Final = 900.0
LOOK_SECONDS: Final = 0.2


@contextmanager
def alone_with(store: str, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the store's lock for the block; says one sentence when it has to wait for it.

    Raises:
        SettingError: somebody else has it for a quarter of an hour.
    """
    connection: Any = connections[store]
    if connection.vendor == "postgresql":
        with _on_postgresql(connection, store, say):
            yield
    elif connection.is_in_memory_db():
        # Nobody else can reach it.
        yield
    else:
        with _on_sqlite(Path(connection.settings_dict["NAME"]), store, say):
            yield


@contextmanager
def _on_postgresql(connection: Any, store: str, say: Callable[[str], None]) -> Iterator[None]:
    def is_taken() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
            return bool(cursor.fetchone()[0])

    _wait(is_taken, store, say)
    try:
        yield
    finally:
        # A connection that broke has no lock any more.
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])


@contextmanager
def _on_sqlite(path: Path, store: str, say: Callable[[str], None]) -> Iterator[None]:
    descriptor = os.open(path.with_name(f"{path.name}.migrating"), os.O_RDWR | os.O_CREAT, 0o600)

    def is_taken() -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    try:
        _wait(is_taken, store, say)
        yield
    finally:
        os.close(descriptor)


def _wait(is_taken: Callable[[], bool], store: str, say: Callable[[str], None]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    if is_taken():
        return
    say(f"migrate.W001: another process migrates the store {store!r}; this one waits for it.")
    while not is_taken():
        if time.monotonic() > deadline:
            sentence = f"another process has been migrating the store {store!r} for too long; look at it."
            raise SettingError("migrate.E001", sentence)
        time.sleep(LOOK_SECONDS)
