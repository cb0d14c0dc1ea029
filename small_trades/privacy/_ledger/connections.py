"""Connections of the ledger's own: never a request's, so that no transaction around reaches them.

Django opens them (its settings, its backend); statements go to the driver, with ``?`` for parameters.
"""

from __future__ import annotations

import sqlite3
import sys
from abc import ABC, abstractmethod
from array import array
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, InterfaceError, OperationalError, connections

from small_trades.privacy._ledger.errors import LedgerUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ALIAS = "ledger"
_FEW = 8  # rows for which one long statement costs less than the round trips of a COPY
_LOCK = 0x5EA1ED1ED6E5  # any number that no other user of the same PostgreSQL database takes


class Connection(ABC):
    """One connection to the ledger store, in autocommit until it begins."""

    def __init__(self, *, writing: bool) -> None:
        self._wrapper = connections.create_connection(ALIAS)
        self._wrapper.settings_dict = self._settings()
        self._wrapper.inc_thread_sharing()
        self._wrapper.connect()
        self.raw: Any = self._wrapper.connection
        self._driver: Any = _driver()
        self._prepare(writing=writing)

    def _settings(self) -> dict[str, Any]:
        """The alias's settings without a pool: what is taken from a pool is shared, and this must not be."""
        options = {
            name: value for name, value in self._wrapper.settings_dict["OPTIONS"].items() if name != "pool"
        }
        return {**self._wrapper.settings_dict, "OPTIONS": options, "AUTOCOMMIT": True}

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """The driver's cursor. Raises ``store_errors()``."""
        return self.raw.execute(self.sql(sql), parameters)

    def close(self) -> None:
        self._wrapper.close()

    @abstractmethod
    def sql(self, text: str) -> str:
        """The statement with the driver's own placeholders."""

    @abstractmethod
    def _prepare(self, *, writing: bool) -> None:
        """Make what is committed durable, and refuse a store where it could not be."""

    @abstractmethod
    def begin_reading(self) -> None:
        """Begin a transaction that sees one state of the store from its first read on."""

    @abstractmethod
    def begin_writing(self, first: str) -> Sequence[Any] | None:
        """Begin a transaction that holds the ledger's write lock; the row that `first` finds under it."""

    @abstractmethod
    def write(self, sql: str, parameters: Sequence[object]) -> None:
        """A statement of this transaction, done at the latest by ``commit``; it may fail only there."""

    @abstractmethod
    def commit(self) -> None:
        """Make everything since ``begin_writing`` durable."""

    @abstractmethod
    def overwrite_deleted(self) -> None:
        """Let nothing that is deleted from now on stand in the store's free space, where that can be had."""

    @abstractmethod
    def insert(self, table: str, columns: tuple[str, ...], rows: Sequence[Sequence[object]]) -> None:
        """Insert all rows at once, as ``write`` does."""

    is_grouping_cheaply: bool
    """Whether rows are grouped by texts without being sorted by them first."""

    @abstractmethod
    def packed(self, column: str) -> str:
        """SQL for all numbers of a column within a group as one value, in no order."""

    @abstractmethod
    def unpacked(self, value: Any) -> Iterable[int]:
        """The numbers in such a value."""


class SQLiteConnection(Connection):
    """WAL, and ``synchronous=FULL`` where rows are written: a commit returns after its fsync."""

    is_grouping_cheaply = False

    def sql(self, text: str) -> str:
        return text

    def _prepare(self, *, writing: bool) -> None:
        # A byte that is not UTF-8 was put there by somebody: it is to be reported, not to stop the reading.
        self.raw.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        self.raw.execute("PRAGMA busy_timeout = 1000")
        if not writing:
            return
        self.raw.execute("PRAGMA synchronous = FULL")
        mode = self.raw.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            self.close()
            raise LedgerUnavailable(
                f"the ledger needs an SQLite file in WAL mode, and this one is in {mode} mode: "
                "give it a file of its own (in tests, DATABASES['ledger']['TEST']['NAME'])"
            )

    def begin_reading(self) -> None:
        self.raw.execute("BEGIN")

    def begin_writing(self, first: str) -> Sequence[Any] | None:
        self.raw.execute("BEGIN IMMEDIATE")
        row: Sequence[Any] | None = self.raw.execute(first).fetchone()
        return row

    def write(self, sql: str, parameters: Sequence[object]) -> None:
        self.raw.execute(sql, parameters)

    def commit(self) -> None:
        self.raw.execute("COMMIT")

    def overwrite_deleted(self) -> None:
        self.raw.execute("PRAGMA secure_delete = ON")

    def insert(self, table: str, columns: tuple[str, ...], rows: Sequence[Sequence[object]]) -> None:
        marks = ", ".join("?" * len(columns))
        self.raw.executemany(f'INSERT INTO "{table}" ({_quoted(columns)}) VALUES ({marks})', rows)  # noqa: S608

    def packed(self, column: str) -> str:
        return f"CAST(group_concat({column}) AS BLOB)"

    def unpacked(self, value: Any) -> Iterable[int]:
        return map(int, value.split(b","))


class PostgreSQLConnection(Connection):
    """``synchronous_commit=on`` where rows are written; one advisory lock is the ledger's write lock.

    A round trip costs as much as a sync, so a small batch takes two: lock and first read, then the rest.
    """

    is_grouping_cheaply = True

    def sql(self, text: str) -> str:
        return text.replace("?", "%s")

    def _prepare(self, *, writing: bool) -> None:
        self._held_back: list[str] = []
        self._cursor = self._driver.ClientCursor(self.raw)
        if writing:
            self.execute("SET synchronous_commit = on")
            # A process that hangs with the lock makes the others try again, and in the end say so.
            self.execute("SET lock_timeout = '1s'")

    def begin_reading(self) -> None:
        self.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def begin_writing(self, first: str) -> Sequence[Any] | None:
        # Read committed: the query after the lock sees what its last holder committed.
        begin = f"BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({_LOCK})"
        self._held_back.clear()
        self._cursor.execute(f"{begin}; {first}")
        while self._cursor.nextset():
            pass
        row: Sequence[Any] | None = self._cursor.fetchone()
        return row

    def write(self, sql: str, parameters: Sequence[object]) -> None:
        self._held_back.append(self._cursor.mogrify(self.sql(sql), parameters))

    def commit(self) -> None:
        self._cursor.execute("; ".join([*self._held_back, "COMMIT"]))

    def overwrite_deleted(self) -> None:
        """Old versions of rows go when the server vacuums."""

    def insert(self, table: str, columns: tuple[str, ...], rows: Sequence[Sequence[object]]) -> None:
        names = _quoted(columns)
        if len(rows) > _FEW:
            with self._cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = f"({', '.join('?' * len(columns))})"
        statement = f'INSERT INTO "{table}" ({names}) VALUES {", ".join([marks] * len(rows))}'  # noqa: S608
        self.write(statement, [value for row in rows for value in row])

    def packed(self, column: str) -> str:
        return f"string_agg(int8send({column}), '')"

    def unpacked(self, value: Any) -> Iterable[int]:
        return big_endian(value)


def big_endian(value: bytes) -> array[int]:
    """Numbers of 8 bytes each."""
    numbers = array("q", value)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _quoted(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _driver() -> Any:
    """The module of the database driver: sqlite3 or psycopg."""
    database: Any = connections[ALIAS]
    return database.Database


def connect(*, writing: bool = False) -> Connection:
    """Open a connection of the kind the alias is set to. The caller closes it."""
    if connections[ALIAS].vendor == "sqlite":
        return SQLiteConnection(writing=writing)
    return PostgreSQLConnection(writing=writing)


def store_errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What a connection may raise: the driver's errors, and Django's while it opens one; and the others."""
    return (_driver().Error, DatabaseError, InterfaceError, *others)


def is_transient(error: BaseException) -> bool:
    """Whether trying again may help: the store was busy or the connection was lost."""
    if not isinstance(error, (_driver().OperationalError, OperationalError)):
        return False
    if connections[ALIAS].vendor != "sqlite":
        return True
    # The low byte is the error, the rest its variety (SQLITE_BUSY_SNAPSHOT and the like).
    code = getattr(error.__cause__ or error, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
