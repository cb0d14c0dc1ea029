"""The witness: a copy of the newest checkpoint in a file outside the ledger store.

Whoever cuts rows, head and checkpoints of the store together has not cut this. It only ever moves to a state
that is proven to extend the one it holds; where the proof fails it stays, as evidence, and `verify` tells.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from small_trades.privacy._ledger.errors import NoteInvalid
from small_trades.privacy._ledger.merkle import Frontier

if TYPE_CHECKING:
    from pathlib import Path

    from small_trades.privacy._ledger.connections import Connection
    from small_trades.privacy._ledger.notes import Checkpoint, Verifier
    from small_trades.privacy._ledger.store import Head

logger = logging.getLogger(__name__)
PAGE = 10_000


def read(path: Path) -> str | None:
    """The note in the file; None when there is no file."""
    try:
        return path.read_text(encoding="utf-8", errors="surrogateescape")
    except FileNotFoundError:
        return None


def advance(path: Path, connection: Connection, head: Head, verifier: Verifier) -> bool:
    """Put the checkpoint of `head` into the file, if it extends what the file holds; says whether it does.

    A file that is ahead is left alone: another process has written it. Raises OSError and store errors.
    """
    note = read(path)
    if note is not None:
        try:
            held = verifier.open(note)
        except NoteInvalid:
            logger.exception("the ledger's witness file holds no checkpoint of this ledger; it is left")
            return False
        if held.size > head.size:
            return True
        if not extends(connection, held, head):
            logger.error("the ledger does not extend its witness (size %d): run ledger verify", held.size)
            return False
    replace(path, head.note)
    return True


def extends(connection: Connection, held: Checkpoint, head: Head) -> bool:
    """Whether the leaves in the store lead from the held checkpoint to this head."""
    if held.size == head.size:
        return held.root == head.frontier.root()
    frontier = _frontier_at(connection, held)
    if frontier is None:
        return False
    while frontier.size < head.size:
        leaves = connection.execute(
            "SELECT leaf_hash FROM privacy_ledger_row WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT ?",
            (frontier.size, head.size, PAGE),
        ).fetchall()
        if not leaves:
            return False
        for (leaf,) in leaves:
            frontier.append(leaf)
    return frontier.size == head.size and frontier.root() == head.frontier.root()


def _frontier_at(connection: Connection, held: Checkpoint) -> Frontier | None:
    """The frontier under the held root, from the checkpoint of that size: it must give that root."""
    if held.size == 0:
        return Frontier()
    query = "SELECT frontier FROM privacy_ledger_checkpoint WHERE size = ?"
    found = connection.execute(query, (held.size,)).fetchone()
    if found is None:
        return None
    try:
        frontier = Frontier.load(held.size, found[0])
    except ValueError:
        return None
    return frontier if frontier.root() == held.root else None


def replace(path: Path, note: str) -> None:
    """Write the file as a whole: a reader sees the old note or the new one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(note)
        file.flush()
        os.fsync(descriptor)
    draft.replace(path)
