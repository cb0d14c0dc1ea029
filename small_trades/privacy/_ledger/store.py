"""Appending a batch: rows, tags, tree and signed head, in one transaction begun and ended elsewhere."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from small_trades.privacy._ledger.columns import COLUMNS, values
from small_trades.privacy._ledger.errors import LedgerBroken, NoteInvalid
from small_trades.privacy._ledger.merkle import Frontier, leaf_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from small_trades.privacy._ledger.connections import Connection
    from small_trades.privacy._ledger.entries import Encoded
    from small_trades.privacy._ledger.notes import Signer, Verifier


@dataclass(frozen=True, slots=True)
class Stored:
    """A head or a checkpoint as the store has it: nothing about it is proven."""

    size: int
    frontier: bytes
    note: str

    def opened(self, verifier: Verifier) -> Head:
        """What was signed. Raises NoteInvalid when any of the three parts does not belong to the others."""
        try:
            signed = verifier.open(self.note)
            frontier = Frontier.load(self.size, self.frontier)
        except (ValueError, TypeError, AttributeError) as error:
            raise NoteInvalid("it does not hold what was signed") from error
        if (signed.size, signed.root) != (frontier.size, frontier.root()):
            raise NoteInvalid("it does not hold what was signed")
        return Head(frontier, self.note)


@dataclass(frozen=True, slots=True)
class Head:
    """A state of the log that its key signed: the tree, and the signed note of it."""

    frontier: Frontier
    note: str

    @property
    def size(self) -> int:
        return self.frontier.size

    @property
    def columns(self) -> tuple[int, bytes, str]:
        return (self.size, self.frontier.packed(), self.note)


_HEAD = "SELECT size, frontier, note FROM privacy_ledger_head WHERE id = 1"


def begin(connection: Connection) -> Stored | None:
    """Take the write lock; the head as stored, None before the first row."""
    found = connection.begin_writing(_HEAD)
    return None if found is None else Stored(*found)


def stored_head(connection: Connection) -> Stored | None:
    """The head as stored, None before the first row."""
    found = connection.execute(_HEAD).fetchone()
    return None if found is None else Stored(*found)


def next_seq(connection: Connection) -> int:
    """The number after the last row's."""
    found = connection.execute("SELECT COALESCE(MAX(seq), -1) + 1 FROM privacy_ledger_row").fetchone()
    return int(found[0])


def last_checkpoint_size(connection: Connection) -> int:
    """The size of the newest stored checkpoint, 0 when there is none."""
    found = connection.execute("SELECT COALESCE(MAX(size), 0) FROM privacy_ledger_checkpoint").fetchone()
    return int(found[0])


def opened_head(stored: Stored | None, verifier: Verifier) -> Head | None:
    """The head to append to. Raises LedgerBroken when it is not what this log's key signed."""
    try:
        return None if stored is None else stored.opened(verifier)
    except NoteInvalid as error:
        raise LedgerBroken(f"the ledger's head cannot be continued: {error}. Run ledger verify") from error


def append_batch(connection: Connection, batch: Sequence[Encoded], head: Head | None, signer: Signer) -> Head:
    """Insert within the open transaction; the first row's number is the size of ``head``."""
    frontier = Frontier(head.size, list(head.frontier.peaks)) if head else Frontier()
    at = time.time_ns() // 1000
    rows: list[tuple[object, ...]] = []
    tags: list[tuple[bytes, int]] = []
    for entry in batch:
        seq = frontier.size
        leaf = leaf_hash(entry.encoding(seq=seq, at=at))
        frontier.append(leaf)
        rows.append(values(entry, seq=seq, at=at, leaf=leaf))
        tags.extend((tag, seq) for tag in entry.tags)
    connection.insert("privacy_ledger_row", COLUMNS, rows)
    if tags:
        connection.insert("privacy_ledger_tag", ("tag", "seq"), tags)
    after = Head(frontier, signer.sign(size=frontier.size, root=frontier.root()))
    _write_head(connection, after, is_first=head is None)
    return after


def _write_head(connection: Connection, head: Head, *, is_first: bool) -> None:
    if is_first:
        connection.insert("privacy_ledger_head", ("id", "size", "frontier", "note"), [(1, *head.columns)])
    else:
        query = "UPDATE privacy_ledger_head SET size = ?, frontier = ?, note = ? WHERE id = 1"
        connection.write(query, head.columns)


def write_checkpoint(connection: Connection, head: Head) -> None:
    """Keep this state among the checkpoints, within the open transaction."""
    connection.insert("privacy_ledger_checkpoint", ("size", "frontier", "note"), [head.columns])
