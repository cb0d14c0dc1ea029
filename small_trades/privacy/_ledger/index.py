"""The index of persons as the store holds it: one entry (tag, row) for each reference of a row.

It lies outside the tree, because it must be possible to forget it. What keeps it honest is arithmetic: a row
says, within its hash, how many persons it refers to, and forgetting a person replaces entries and removes
none. Whether an entry is the *right* person's can be told only with that person's key (privacy/_index.py).
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from small_trades.privacy._broker import brokered
from small_trades.privacy._ledger.columns import row_persons
from small_trades.privacy._ledger.connections import connect, is_transient, store_errors
from small_trades.privacy._ledger.entries import TAG_BYTES, count, unpack
from small_trades.privacy._ledger.errors import LedgerUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from small_trades.privacy._ledger.connections import Connection

PAGE = 1_000
TIMEOUT_SECONDS = 10.0
RETRY_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class IndexFault:
    """A row whose entries are not as many as its references."""

    seq: int
    references: int
    entries: int

    def __str__(self) -> str:
        entries = "1 entry" if self.entries == 1 else f"{self.entries} entries"
        persons = "1 person" if self.references == 1 else f"{self.references or 'no'} persons"
        what = f"row {self.seq} refers to {persons} and the index of persons has {entries} for it"
        return f"{what}: the index was changed, the rows are whole. Run ledger index rebuild"


@dataclass(frozen=True, slots=True)
class Indexed:
    """A row that refers to persons, and the tags that lead to it."""

    seq: int
    references: tuple[bytes, ...]
    tags: frozenset[bytes]

    @property
    def is_counted(self) -> bool:
        """Whether it has as many entries as references, which is all that can be told without keys."""
        return len(self.tags) == len(self.references)


class IndexCheck:
    """Counts along with a walk over the rows; keeps the first fault."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.first: IndexFault | None = None

    def compare(self, page: Sequence[Any]) -> None:
        """Compare the entries of rows that were found whole. Their columns are those of ``SELECT``."""
        if not page or self.first is not None:
            return
        found = self._connection.execute(
            "SELECT seq, COUNT(*) FROM privacy_ledger_tag WHERE seq >= ? AND seq <= ? GROUP BY seq",
            (page[0][0], page[-1][0]),
        )
        entries = dict(found.fetchall())
        for columns in page:
            seq, packed = row_persons(columns)
            references = count(packed)
            if references != entries.get(seq, 0):
                self.first = IndexFault(seq, references, entries.get(seq, 0))
                return

    def end(self, size: int) -> None:
        """Look for entries of rows that are not there."""
        if self.first is None:
            found = self._connection.execute(
                "SELECT seq, COUNT(*) FROM privacy_ledger_tag WHERE seq >= ? OR seq < 0 "
                "GROUP BY seq ORDER BY seq LIMIT 1",
                (size,),
            ).fetchone()
            self.first = None if found is None else IndexFault(found[0], 0, found[1])


def indexed(connection: Connection, *, since: int, until: int) -> Iterator[Indexed]:
    """The rows with references, in order, from `since` to `until` (not included), read page by page."""
    while since < until:
        page = connection.execute(
            'SELECT seq, "references" FROM privacy_ledger_row WHERE seq >= ? AND seq < ? '
            'AND LENGTH("references") > 0 ORDER BY seq LIMIT ?',
            (since, until, PAGE),
        ).fetchall()
        if not page:
            return
        tags: dict[int, set[bytes]] = {}
        found = connection.execute(
            "SELECT seq, tag FROM privacy_ledger_tag WHERE seq >= ? AND seq <= ?", (page[0][0], page[-1][0])
        )
        for seq, tag in found.fetchall():
            tags.setdefault(seq, set()).add(tag)
        for seq, packed in page:
            yield Indexed(seq, unpack(bytes(packed)), frozenset(tags.get(seq, ())))
        since = page[-1][0] + 1


def mend(rows: Sequence[tuple[Indexed, frozenset[bytes]]]) -> int:
    """Make the entries of rows the given tags and, for who is not known, random ones; says how many changed.

    Of the other entries there are, as many are kept as are needed: those of erased persons are random
    already. One transaction. Raises LedgerUnavailable.
    """
    changed = 0
    with _transaction() as connection:
        for row, right in rows:
            others = sorted(row.tags - right)
            room = len(row.references) - len(right)
            added = [*(right - row.tags), *random_tags(room - len(others))]
            for tag in others[max(room, 0) :]:
                connection.execute("DELETE FROM privacy_ledger_tag WHERE tag = ? AND seq = ?", (tag, row.seq))
            if added:
                connection.insert("privacy_ledger_tag", ("tag", "seq"), [(tag, row.seq) for tag in added])
            changed += row.tags != right or bool(added)
    return changed


@brokered
def forget_tags(tag: bytes) -> int:
    """Replace a person's entries by random ones, each different; says how many there were.

    The rows keep as many entries as references, and nothing connects them any more. Short transactions, so
    the ledger goes on meanwhile; after a crash it is called again. A process that has the person's key in
    memory may use it for a second yet (``_keys/cache.py``): call it once more when that has passed.
    Raises LedgerUnavailable.
    """
    forgotten = 0
    while some := _forget_some(tag):
        forgotten += some
    return forgotten


def _forget_some(tag: bytes) -> int:
    with _transaction() as connection:
        connection.overwrite_deleted()
        query = "SELECT seq FROM privacy_ledger_tag WHERE tag = ? ORDER BY seq LIMIT ?"
        rows = [seq for (seq,) in connection.execute(query, (tag, PAGE)).fetchall()]
        if rows:
            connection.execute("DELETE FROM privacy_ledger_tag WHERE tag = ? AND seq <= ?", (tag, rows[-1]))
            entries = list(zip(random_tags(len(rows)), rows, strict=True))
            connection.insert("privacy_ledger_tag", ("tag", "seq"), entries)
    return len(rows)


@contextmanager
def _transaction() -> Iterator[Connection]:
    """A transaction under the ledger's write lock, on a connection of its own; waits its turn."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while True:
        connection = connect(writing=True)
        try:
            connection.begin_writing("SELECT 1")
            break
        except store_errors() as error:
            connection.close()
            if not is_transient(error) or time.monotonic() > deadline:
                raise LedgerUnavailable("the index of persons cannot be written") from error
        time.sleep(RETRY_SECONDS)
    try:
        yield connection
        connection.commit()
    finally:
        connection.close()


def random_tags(number: int) -> list[bytes]:
    """What no key leads to."""
    return [os.urandom(TAG_BYTES) for _ in range(number)]
