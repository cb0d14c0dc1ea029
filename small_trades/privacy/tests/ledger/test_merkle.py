"""The tree against the vectors of Certificate Transparency, and against its definition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_trades.privacy._ledger import merkle

# The eight leaves, and the roots of their first 1..8, of Certificate Transparency's reference implementation.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
HASHES = [merkle.leaf_hash(leaf) for leaf in LEAVES]

trees = st.lists(st.binary(min_size=1, max_size=2).map(merkle.leaf_hash), min_size=1, max_size=40)


def defined_root(leaves: list[bytes]) -> bytes:
    """MTH(D[n]) of RFC 6962, 2.1, word by word."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return merkle.node_hash(defined_root(leaves[:split]), defined_root(leaves[split:]))


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_of_the_reference_tree(size: int) -> None:
    assert merkle.root(HASHES[:size]).hex() == ROOTS[size - 1]


def test_the_empty_tree() -> None:
    assert merkle.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_inclusion_proofs_of_the_reference_tree() -> None:
    assert [step.hex() for step in merkle.inclusion_proof(0, HASHES)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]
    assert [step.hex() for step in merkle.consistency_proof(1, HASHES)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]


@given(trees)
def test_the_root_is_the_defined_one(leaves: list[bytes]) -> None:
    assert merkle.root(leaves) == defined_root(leaves)


@given(trees, st.data())
def test_a_frontier_goes_on_where_it_was_put_down(leaves: list[bytes], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(leaves)))
    first = merkle.Frontier()
    for leaf in leaves[:cut]:
        first.append(leaf)
    second = merkle.Frontier.load(first.size, first.packed())
    for leaf in leaves[cut:]:
        second.append(leaf)
    assert (second.size, second.root()) == (len(leaves), defined_root(leaves))


def test_a_frontier_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="one hash for each bit"):
        merkle.Frontier.load(3, b"x" * 32)


@given(trees, st.data())
def test_every_leaf_can_be_proven_and_no_other(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = merkle.inclusion_proof(index, leaves)
    root, size = merkle.root(leaves), len(leaves)
    assert merkle.included(leaves[index], index, size, proof, root)
    assert not merkle.included(merkle.leaf_hash(b"another"), index, size, proof, root)
    assert not merkle.included(leaves[index], index, size, (*proof, root), root)
    assert not merkle.included(leaves[index], size, size, proof, root)
    if proof:
        assert not merkle.included(leaves[index], index, size, proof[:-1], root)


@given(trees, st.data())
def test_every_extension_can_be_proven_and_no_other(leaves: list[bytes], data: st.DataObject) -> None:
    old = data.draw(st.integers(1, len(leaves)))
    proof = merkle.consistency_proof(old, leaves)
    new_root, size = merkle.root(leaves), len(leaves)
    assert merkle.consistent(old, size, merkle.root(leaves[:old]), new_root, proof)
    other = merkle.root([merkle.leaf_hash(b"another"), *leaves[1:old]])
    assert not merkle.consistent(old, size, other, new_root, proof)
    assert not merkle.consistent(old, size, merkle.root(leaves[:old]), other, proof)
    if proof:
        assert not merkle.consistent(old, size, merkle.root(leaves[:old]), new_root, proof[:-1])


def test_every_tree_extends_the_empty_one_and_none_a_larger_one() -> None:
    assert merkle.consistent(0, 8, merkle.EMPTY_ROOT, merkle.root(HASHES), ())
    assert not merkle.consistent(0, 8, HASHES[0], merkle.root(HASHES), ())
    assert not merkle.consistent(8, 7, merkle.root(HASHES), merkle.root(HASHES[:7]), (HASHES[0],))
    assert not merkle.consistent(3, 5, merkle.root(HASHES[:3]), merkle.root(HASHES[:5]), ())
    assert merkle.consistency_proof(0, HASHES) == ()


def test_a_proof_that_is_too_long_proves_nothing() -> None:
    proof = (*merkle.consistency_proof(3, HASHES), HASHES[0], HASHES[0])
    assert not merkle.consistent(3, 8, merkle.root(HASHES[:3]), merkle.root(HASHES), proof)


@pytest.mark.parametrize("index", [-1, 8])
def test_there_is_no_proof_of_what_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        merkle.inclusion_proof(index, HASHES)


@pytest.mark.parametrize("size", range(1, 20))
def test_every_proof_of_every_small_tree(size: int) -> None:
    leaves = [merkle.leaf_hash(bytes([number])) for number in range(size)]
    root = merkle.root(leaves)
    for index in range(size):
        assert merkle.included(leaves[index], index, size, merkle.inclusion_proof(index, leaves), root)
        old = merkle.root(leaves[: index + 1])
        assert merkle.consistent(index + 1, size, old, root, merkle.consistency_proof(index + 1, leaves))


def test_there_is_no_proof_about_a_tree_to_come() -> None:
    with pytest.raises(IndexError):
        merkle.consistency_proof(9, HASHES)
