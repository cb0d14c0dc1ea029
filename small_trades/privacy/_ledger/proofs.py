"""Proving that one row is in the log: RFC 6962, 2.1.1, written down as a C2SP tlog-proof.

    c2sp.org/tlog-proof@v1
    extra <base64: the row's encoding, or only its leaf hash>
    index 1041
    <base64 hashes, from the leaf's sibling up>

    <the signed checkpoint>

Nothing is stored for proofs. A checkpoint keeps the roots of the perfect subtrees on the left of its size, so
a subtree is read from a checkpoint taken behind its left half, and only what lies between two checkpoints is
hashed from its leaves. The proof is checked against the signed head before it is given out.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from small_trades.privacy._ledger import store
from small_trades.privacy._ledger.columns import SELECT, encoding_of
from small_trades.privacy._ledger.errors import LedgerBroken, NoSuchRow, NoteInvalid
from small_trades.privacy._ledger.log import signer
from small_trades.privacy._ledger.merkle import HASH_BYTES, Frontier, included, leaf_hash, node_hash, root
from small_trades.privacy._ledger.notes import parse_verifier, recovered, unbase64

if TYPE_CHECKING:
    from collections.abc import Sequence

    from small_trades.privacy._ledger.connections import Connection
    from small_trades.privacy._ledger.notes import Checkpoint

FIRST_LINE = "c2sp.org/tlog-proof@v1"
LEAVES_AT_ONCE = 1_024
_LONGEST_PATH = 63


@dataclass(frozen=True)
class InclusionProof:
    """That row `seq` is the leaf at that index of the tree of `checkpoint`, a signed note.

    `row` is the encoding that is hashed (entries.py lays it out), or None where only its hash is given.
    """

    seq: int
    leaf: bytes
    row: bytes | None
    path: tuple[bytes, ...]
    checkpoint: str

    @cached_property
    def text(self) -> str:
        """As a C2SP tlog-proof, to be kept in a file."""
        extra = self.leaf if self.row is None else self.row
        lines = (FIRST_LINE, f"extra {_text(extra)}", f"index {self.seq}", *map(_text, self.path))
        return "\n".join(lines) + f"\n\n{self.checkpoint}"

    def without_row(self) -> InclusionProof:
        """The same proof for somebody who may not read the row itself."""
        return InclusionProof(self.seq, self.leaf, None, self.path, self.checkpoint)

    @classmethod
    def parse(cls, text: str) -> InclusionProof:
        """Read back `text`, also with CRLF line ends. Raises NoteInvalid."""
        lines, _, checkpoint = text.replace("\r\n", "\n").partition("\n\n")
        first, *rest = lines.split("\n")
        if first != FIRST_LINE or len(rest) < 2:  # noqa: PLR2004 -- extra and index
            raise NoteInvalid("it is not a proof of a ledger row")
        extra, index, *path = rest
        name, _, number = index.partition(" ")
        if not extra.startswith("extra ") or name != "index" or not _is_number(number):
            raise NoteInvalid("the proof names no row")
        content = unbase64(extra.removeprefix("extra "))
        hashes = tuple(unbase64(line) for line in path)
        if len(hashes) > _LONGEST_PATH or any(len(step) != HASH_BYTES for step in hashes):
            raise NoteInvalid("a hash of the proof is not a SHA-256")
        is_hash = len(content) == HASH_BYTES
        leaf = content if is_hash else leaf_hash(content)
        return cls(int(number), leaf, None if is_hash else content, hashes, checkpoint)


def verify_inclusion(proof: InclusionProof, *, key: str) -> Checkpoint:
    """The checkpoint under which the row is proven. Needs nothing but the proof and the public key.

    `key` is the log's verifier key, as published. Raises NoteInvalid, with a sentence, when the checkpoint is
    not signed with it or the path does not lead from the row to its root.
    """
    verifier = parse_verifier(key)
    signed = verifier.open(recovered(proof.checkpoint, verifier.name))
    if proof.row is not None and (
        leaf_hash(proof.row) != proof.leaf or proof.row[1:9] != proof.seq.to_bytes(8)
    ):
        raise NoteInvalid(f"the content is not that of row {proof.seq}")
    if not included(proof.leaf, proof.seq, signed.size, proof.path, signed.root):
        raise NoteInvalid(f"row {proof.seq} is not in the ledger of {signed.size} rows that was signed")
    return signed


def prove(connection: Connection, seq: int) -> InclusionProof:
    """The proof of one row against the newest signed state.

    Raises NoSuchRow, and LedgerBroken when row, tree and signature do not belong together.
    """
    connection.begin_reading()
    try:
        head = store.opened_head(store.stored_head(connection), signer().verifier)
        if head is None or not 0 <= seq < head.size:
            raise NoSuchRow(seq, 0 if head is None else head.size)
        row = _encoding(connection, seq)
        path = _path(_Tree(connection), head.frontier, seq)
    finally:
        connection.execute("ROLLBACK")
    leaf = leaf_hash(row)
    if path is None or not included(leaf, seq, head.size, path, head.frontier.root()):
        raise LedgerBroken(f"row {seq} cannot be proven: the ledger was changed. Run ledger verify")
    return InclusionProof(seq, leaf, row, path, head.note)


def _encoding(connection: Connection, seq: int) -> bytes:
    query = f"SELECT {SELECT} FROM privacy_ledger_row r WHERE r.seq = ?"  # noqa: S608 -- own words
    found = connection.execute(query, (seq,)).fetchone()
    content = None if found is None else encoding_of(found)
    if content is None:
        raise LedgerBroken(f"row {seq} is missing or was changed. Run ledger verify")
    return content


def _path(tree: _Tree, frontier: Frontier, seq: int) -> tuple[bytes, ...] | None:
    """PATH(seq, D[size]): up through the perfect subtree that holds the row, then past its peers."""
    start = 0
    heights = [bit for bit in reversed(range(frontier.size.bit_length())) if frontier.size >> bit & 1]
    for place, height in enumerate(heights):
        if seq < start + (1 << height):
            inside = [tree.node((seq >> level ^ 1) << level, level) for level in range(height)]
            if None in inside:
                return None
            right = _folded(frontier.peaks[place + 1 :])
            return (*(step for step in inside if step is not None), *right, *reversed(frontier.peaks[:place]))
        start += 1 << height
    return None


def _folded(peaks: Sequence[bytes]) -> list[bytes]:
    """The root over the smaller peaks on the right, as one hash; nothing where there are none."""
    return [Frontier(0, list(peaks)).root()] if peaks else []


class _Tree:
    """Roots of perfect subtrees ``[start, start + 2**height)``, from checkpoints where there are any."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def node(self, start: int, height: int) -> bytes | None:
        """None when the store lacks what is needed for it."""
        if 1 << height <= LEAVES_AT_ONCE:
            return self._hashed(start, 1 << height)
        peak = self._peak(start, height)
        if peak is not None:
            return peak
        half = 1 << height - 1
        left, right = self.node(start, height - 1), self.node(start + half, height - 1)
        return None if left is None or right is None else node_hash(left, right)

    def _peak(self, start: int, height: int) -> bytes | None:
        """Of a subtree that is a left child: it is a peak of every tree that ends within its sibling."""
        if start >> height & 1:
            return None
        found = self._connection.execute(
            "SELECT size, frontier FROM privacy_ledger_checkpoint WHERE size >= ? AND size < ? "
            "ORDER BY size LIMIT 1",
            (start + (1 << height), start + (2 << height)),
        ).fetchone()
        if found is None:
            return None
        size, packed = found
        at = (size >> height).bit_count() - 1
        return packed[at * HASH_BYTES : (at + 1) * HASH_BYTES] if isinstance(packed, bytes) else None

    def _hashed(self, start: int, count: int) -> bytes | None:
        query = "SELECT leaf_hash FROM privacy_ledger_row WHERE seq >= ? AND seq < ? ORDER BY seq"
        found = self._connection.execute(query, (start, start + count)).fetchall()
        leaves = [leaf for (leaf,) in found if isinstance(leaf, bytes)]
        return root(leaves) if len(leaves) == count else None


def _text(content: bytes) -> str:
    return b64encode(content).decode()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 20 and text == str(int(text))  # noqa: PLR2004 -- 2**63
