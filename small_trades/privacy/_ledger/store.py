"""Appending a batch: rows, tags, tree, signed head and checkpoint in one transaction."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from small_trades.privacy._ledger.columns import CHECKPOINTS, COLUMNS, HEAD, ROWS, TAGS, values
from small_trades.privacy._ledger.errors import LedgerBroken, NoteInvalid
from small_trades.privacy._ledger.merkle import Frontier, leaf_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from small_trades.privacy._ledger.connections import Connection
    from small_trades.privacy._ledger.entries import Encoded
    from small_trades.privacy._ledger.notes import Signer, Verifier


@dataclass(frozen=True, slots=True)
class Head:
    """The log's last state: its tree and the signed note of it."""

    frontier: Frontier
    note: str

    @property
    def size(self) -> int:
        return self.frontier.size


def read_head(connection: Connection) -> tuple[int, bytes, str] | None:
    """Size, packed frontier and note as stored; None before the first row."""
    found = connection.execute(f'SELECT size, frontier, note FROM "{HEAD}" WHERE id = 1').fetchone()  # noqa: S608
    return None if found is None else tuple(found)


def load_head(connection: Connection, verifier: Verifier) -> Head | None:
    """The head to append to. Raises LedgerBroken when it is not what this log's key signed."""
    found = read_head(connection)
    if found is None:
        if connection.execute(f'SELECT 1 FROM "{ROWS}" LIMIT 1').fetchone():  # noqa: S608 -- own name
            raise LedgerBroken("the ledger has rows and no head: run ledger verify")
        return None
    size, packed, note = found
    try:
        frontier, signed = Frontier.load(size, packed), verifier.open(note)
    except (ValueError, TypeError, AttributeError, NoteInvalid) as error:
        raise LedgerBroken("the ledger's head was not signed by this key: run ledger verify") from error
    if (signed.size, signed.root) != (size, frontier.root()):
        raise LedgerBroken("the ledger's head does not say what was signed: run ledger verify")
    return Head(frontier, note)


def append_batch(connection: Connection, batch: Sequence[Encoded], head: Head | None, signer: Signer) -> Head:
    """Insert within the open transaction; the first row's number is the size of ``head``."""
    frontier = Frontier(head.size, list(head.frontier.peaks)) if head else Frontier()
    at = time.time_ns() // 1000
    rows, tags = [], []
    for entry in batch:
        seq = frontier.size
        leaf = leaf_hash(entry.encoding(seq=seq, at=at))
        frontier.append(leaf)
        rows.append(values(entry, seq=seq, at=at, leaf=leaf))
        tags.extend((tag, seq) for tag in entry.tags)
    connection.insert(ROWS, COLUMNS, rows)
    if tags:
        connection.insert(TAGS, ("tag", "seq"), tags)
    after = Head(frontier, signer.sign(size=frontier.size, root=frontier.root()))
    write_head(connection, after, is_first=head is None)
    return after


def write_head(connection: Connection, head: Head, *, is_first: bool) -> None:
    state = (head.size, head.frontier.packed(), head.note)
    if is_first:
        connection.execute(f'INSERT INTO "{HEAD}" (id, size, frontier, note) VALUES (1, ?, ?, ?)', state)  # noqa: S608
    else:
        connection.execute(f'UPDATE "{HEAD}" SET size = ?, frontier = ?, note = ? WHERE id = 1', state)  # noqa: S608


def last_checkpoint_size(connection: Connection) -> int:
    """The size of the newest stored checkpoint, 0 when there is none."""
    return connection.execute(f'SELECT COALESCE(MAX(size), 0) FROM "{CHECKPOINTS}"').fetchone()[0]  # noqa: S608


def write_checkpoint(connection: Connection, head: Head) -> None:
    connection.insert(
        CHECKPOINTS, ("size", "frontier", "note"), [(head.size, head.frontier.packed(), head.note)]
    )


def next_seq(connection: Connection) -> int:
    """The number after the last row's."""
    return connection.execute(f'SELECT COALESCE(MAX(seq), -1) + 1 FROM "{ROWS}"').fetchone()[0]  # noqa: S608
