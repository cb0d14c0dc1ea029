"""The Merkle tree of RFC 6962, section 2.1, over leaf hashes of 32 bytes.

Nothing here knows of rows or stores. Proofs take the leaf hashes themselves; checks take only the proof.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Frontier:
    """The compact range [0, size): roots of the perfect subtrees, the largest first.

    All that is needed to append, and to know the root: 32 bytes per bit set in ``size``.
    """

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    @classmethod
    def load(cls, size: int, packed: bytes) -> Frontier:
        """Read back ``packed()``. Raises ValueError when the length does not fit the size."""
        if len(packed) != size.bit_count() * HASH_BYTES:
            raise ValueError("a frontier has one hash for each bit of its size")
        return cls(size, [packed[at : at + HASH_BYTES] for at in range(0, len(packed), HASH_BYTES)])

    def packed(self) -> bytes:
        return b"".join(self.peaks)

    def append(self, leaf: bytes) -> None:
        carry = self.size
        while carry & 1:
            leaf = node_hash(self.peaks.pop(), leaf)
            carry >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        if not self.peaks:
            return EMPTY_ROOT
        result = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            result = node_hash(peak, result)
        return result


def root(leaves: Sequence[bytes]) -> bytes:
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def _split(size: int) -> int:
    """The largest power of two smaller than size (size > 1)."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """PATH(m, D[n]): the hashes beside the way from leaf ``index`` to the root, nearest first."""
    if not 0 <= index < len(leaves):
        raise IndexError("no such leaf")
    if len(leaves) == 1:
        return ()
    split = _split(len(leaves))
    if index < split:
        return (*inclusion_proof(index, leaves[:split]), root(leaves[split:]))
    return (*inclusion_proof(index - split, leaves[split:]), root(leaves[:split]))


def consistency_proof(old_size: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """PROOF(m, D[n]) that the tree of all leaves extends the tree of the first ``old_size``."""
    if not 0 <= old_size <= len(leaves):
        raise IndexError("no such tree")
    return () if old_size == 0 else _subproof(old_size, leaves, known=True)


def _subproof(old_size: int, leaves: Sequence[bytes], *, known: bool) -> tuple[bytes, ...]:
    if old_size == len(leaves):
        return () if known else (root(leaves),)
    split = _split(len(leaves))
    if old_size <= split:
        return (*_subproof(old_size, leaves[:split], known=known), root(leaves[split:]))
    return (*_subproof(old_size - split, leaves[split:], known=False), root(leaves[:split]))


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], tree_root: bytes) -> bool:
    """Whether ``proof`` leads from this leaf to this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, result = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            result = node_hash(step, result)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            result = node_hash(result, step)
        node >>= 1
        last >>= 1
    return last == 0 and result == tree_root


def consistent(
    old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the tree (new_size, new_root) is proven to extend (old_size, old_root) (RFC 9162, 2.1.4.2)."""
    if old_size == new_size:
        return old_root == new_root and not proof
    if old_size == 0:
        return old_root == EMPTY_ROOT and not proof
    if not 0 < old_size < new_size:
        return False
    path = [old_root, *proof] if old_size.bit_count() == 1 else list(proof)
    if not path:
        return False
    node, last = old_size - 1, new_size - 1
    while node & 1:
        node >>= 1
        last >>= 1
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            new = node_hash(new, step)
        node >>= 1
        last >>= 1
    return last == 0 and old == old_root and new == new_root
