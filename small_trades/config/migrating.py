"""Migrations while the shop serves: once, after a backup, and never with the shop waiting behind them.

A statement that changes a table waits for whoever uses the table, and everybody else waits behind it. So it
waits for less than a second, gives up, lets the shop go on, and is tried again: it needs a moment
in which nobody holds it. https://www.postgresql.org/docs/current/runtime-config-client.html, lock_timeout
"""

import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import OperationalError, connections
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor

from small_trades.config.backups.backing_up import back_up
from small_trades.config.backups.folder import BackupError
from small_trades.config.environment import SettingError
from small_trades.config.migration_locks import alone_with
from small_trades.config.schema import standing
from small_trades.privacy.executor import StoreExecutor

LOCK_MILLISECONDS: Final = 800
"""Less than the second after which PostgreSQL looks for deadlocks and ends somebody: never the shop."""
STATEMENT_SECONDS: Final = 300
PAUSES: Final = (0.5, 1.0, 2.0, 3.0, 5.0, 5.0, 5.0, 10.0, 10.0, 10.0, 15.0, 15.0, 20.0, 20.0, 30.0)
"""Seconds between one try and the next; two and a half minutes in all, with nothing held meanwhile."""
KEPT: Final = 3
WHOLE: Final = frozenset({"default", "ledger"})
"""The stores of which a backup of the data consists."""
_LOCK_NOT_AVAILABLE: Final = "55P03"
_CANCELED: Final = "57014"
"""SQLSTATEs (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""


def say(line: str) -> None:
    """One line for whoever started the migration."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def migrate(stores: Sequence[str], *, backup: bool) -> list[str]:
    """Bring the stores to this version's schema; `store: app.migration` of each that ran here.

    With `backup`, data and ledger are copied first where there is anything to lose.

    Raises:
        SettingError: a lock could not be had, a statement took too long, or the backup could not be made.
            What had been migrated until then stays, and the version before goes on with it.
    """
    with ExitStack() as stack:
        for store in _databases(stores):
            stack.enter_context(alone_with(store, say))
        if backup and any(_is_used(store) and _is_behind(store) for store in stores):
            _back_up(frozenset(stores))
        return [ran for store in stores for ran in _migrate_one(store)]


def _databases(stores: Sequence[str]) -> list[str]:
    """One store for each database: where two share one, it is locked once, and the start-up checks say so."""
    return list({_place(connections[store]): store for store in stores}.values())


def _place(connection: Any) -> tuple[object, ...]:
    told = connection.settings_dict
    if connection.vendor == "postgresql" or connection.is_in_memory_db():
        return told["HOST"], told["PORT"], told["NAME"]
    # The same file can be written in several ways.
    name = Path(told["NAME"])
    folder = name.parent.stat()
    return folder.st_dev, folder.st_ino, name.name


class _Progress:
    """What a store's executor has done: the names of what ran, and what it is at."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.at = ""

    def __call__(self, action: str, migration: Migration | None = None, *_told: Any) -> None:
        """Django's own words for it; others than these two are of no interest."""
        if migration is not None:
            name = f"{migration.app_label}.{migration.name}"
            if action == "apply_start":
                self.at = name
            elif action == "apply_success":
                self.ran.append(name)


def _is_used(store: str) -> bool:
    return bool(MigrationExecutor(connections[store]).loader.applied_migrations)


def _is_behind(store: str) -> bool:
    return bool(standing(store).lacks)


def _migrate_one(store: str) -> list[str]:
    progress = _Progress()
    tries = done = 0
    with _bounded(store):
        while True:
            # Made anew for each try: it remembers what it believes to have run.
            executor = StoreExecutor(connections[store], progress)
            nodes = executor.loader.graph.leaf_nodes()
            plan = executor.migration_plan(nodes)
            if not plan:
                return [f"{store}: {name}" for name in progress.ran]
            try:
                executor.migrate(nodes, plan=plan)
            except OperationalError as error:
                _refuse_slow(error, store, progress.at)
                if not _is_locked(error):
                    raise
                tries = tries if len(progress.ran) == done else 0
                done = len(progress.ran)
                _pause(store, progress.at, tries)
                tries += 1


def _pause(store: str, name: str, tries: int) -> None:
    if tries >= len(PAUSES):
        sentence = (
            f"{name} needs a lock in the store {store!r} that somebody else holds all the time (a report?"
            " a copy?). Nothing of it was changed and the shop goes on; end the other one, start this again."
        )
        raise SettingError("migrate.E002", sentence)
    if tries == 0:
        say(f"migrate.W002: {name} waits for a lock in the store {store!r}; the shop goes on meanwhile.")
    time.sleep(PAUSES[tries])


def _refuse_slow(error: OperationalError, store: str, name: str) -> None:
    if _state(error) == _CANCELED:
        sentence = (
            f"a statement of {name} in the store {store!r} took longer than {STATEMENT_SECONDS} s and was "
            "ended, so that the shop does not wait for it. Nothing was changed; migrate at a quiet hour."
        )
        raise SettingError("migrate.E003", sentence) from None


def _is_locked(error: OperationalError) -> bool:
    return _state(error) == _LOCK_NOT_AVAILABLE or "database is locked" in str(error)


def _state(error: OperationalError) -> str:
    return getattr(error.__cause__, "sqlstate", None) or ""


@contextmanager
def _bounded(store: str) -> Iterator[None]:
    """PostgreSQL's limits for the block. SQLite waits for writers as long as its connection says (20 s)."""
    connection = connections[store]
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{LOCK_MILLISECONDS}ms'")
        cursor.execute(f"SET statement_timeout = '{STATEMENT_SECONDS}s'")
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")
                cursor.execute("RESET statement_timeout")


def _back_up(stores: frozenset[str]) -> None:
    if not stores >= WHOLE:
        say("migrate.W003: no backup is made: this process does not reach all stores. Make one yourself.")
        return
    folder: Path = settings.SMALL_TRADES.migration_backups
    target = folder / f"before-migrating-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        back_up(target)
    except (BackupError, OSError) as error:
        sentence = (
            f"the backup before migrating could not be made, and nothing was changed ({error}). "
            "`small-trades migrate --no-backup` goes without."
        )
        raise SettingError("migrate.E004", sentence) from None
    say(f"· backed up data and ledger to {target}")
    for old in sorted(folder.glob("before-migrating-*"))[:-KEPT]:
        shutil.rmtree(old)
