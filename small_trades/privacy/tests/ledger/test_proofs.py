# ruff: noqa: S608 -- whoever tampers writes SQL as it comes
"""A row is proven by its path, to whoever holds the public key and a checkpoint."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_trades.privacy import _ledger as ledger
from small_trades.privacy._ledger import merkle, proofs
from small_trades.privacy.tests.ledger.stores import Store, entry

ROWS = 37


@pytest.fixture(params=[1, 2, 1_024])
def log(request: pytest.FixtureRequest, store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Rows with checkpoints now and then; subtrees of up to the parameter's leaves are hashed anew."""
    monkeypatch.setattr("small_trades.privacy._ledger.log.CHECKPOINT_SECONDS", 3600.0)
    monkeypatch.setattr(proofs, "LEAVES_AT_ONCE", request.param)
    for number in range(ROWS):
        ledger.append(entry(request_id=str(number)))
        if number in {4, 5, 13, 22, 31}:
            ledger.close()
    return store


def test_every_row_has_the_path_that_the_rfc_defines(log: Store) -> None:
    leaves = [row.leaf_hash for row in ledger.rows()]
    for seq in range(ROWS):
        proof = ledger.proof(seq)
        assert proof.path == merkle.inclusion_proof(seq, leaves)
        assert (proof.seq, proof.leaf, proof.checkpoint) == (seq, leaves[seq], ledger.checkpoint())
        signed = ledger.verify_inclusion(proof, key=ledger.verifier_key())
        assert (signed.size, signed.root) == (ROWS, merkle.root(leaves))


def test_a_proof_in_a_file(log: Store) -> None:
    proof = ledger.proof(11)
    assert proof.text.startswith("c2sp.org/tlog-proof@v1\nextra AQAAAAAAAAAL")
    assert "\nindex 11\n" in proof.text
    for kept in (proof, proof.without_row()):
        read = ledger.InclusionProof.parse(kept.text)
        assert read == kept
        assert ledger.InclusionProof.parse(kept.text.replace("\n", "\r\n")).path == kept.path
        assert ledger.verify_inclusion(read, key=ledger.verifier_key()).size == ROWS
    assert proof.without_row().row is None


def test_what_is_not_so_is_not_proven(log: Store, tmp_path: object) -> None:
    proof, key = ledger.proof(11), ledger.verifier_key()
    other = ledger.proof(12)
    assert proof.row is not None
    changed = proof.row.replace(b"orders", b"owner.")
    forged = [
        (replace(proof, row=changed), "the content is not that of row 11"),
        (
            replace(proof, row=changed, leaf=merkle.leaf_hash(changed)),
            "row 11 is not in the ledger of 37 rows",
        ),
        (replace(other, seq=11), "the content is not that of row 11"),
        (replace(other, seq=11, row=None), "row 11 is not in the ledger"),
        (replace(proof, path=proof.path[:-1]), "row 11 is not in the ledger"),
        (replace(proof, path=(*proof.path, proof.leaf)), "row 11 is not in the ledger"),
        (replace(proof, seq=ROWS, row=None), "row 37 is not in the ledger"),
        (replace(proof, checkpoint=proof.checkpoint.replace("\n37\n", "\n38\n")), "signature .* not valid"),
        (replace(proof, checkpoint=""), "a signed note has"),
    ]
    for made, problem in forged:
        with pytest.raises(ledger.NoteInvalid, match=problem):
            ledger.verify_inclusion(made, key=key)


def test_another_log_s_key_proves_nothing(log: Store) -> None:
    name, _, rest = ledger.verifier_key().partition("+")
    with pytest.raises(ledger.NoteInvalid, match="not a verifier key"):
        ledger.verify_inclusion(ledger.proof(0), key=f"another{name}+{rest}")
    with pytest.raises(ledger.NoteInvalid, match="not a verifier key"):
        ledger.verify_inclusion(ledger.proof(0), key="nonsense")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nnote",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 01\n\nnote",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nindex -1\n\nnote",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 1\nAAAA\n\nnote",
        "c2sp.org/tlog-proof@v1\nextra A*AA\nindex 1\n\nnote",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 1\n" + "A" * 43 + "=\n" * 64 + "\nnote",
    ],
)
def test_what_is_no_proof(text: str) -> None:
    with pytest.raises(ledger.NoteInvalid):
        ledger.InclusionProof.parse(text)


def test_a_row_that_is_not_there(log: Store) -> None:
    for seq in (-1, ROWS, 10**12):
        with pytest.raises(ledger.NoSuchRow, match=f"no row {seq}: the ledger has {ROWS} rows"):
            ledger.proof(seq)


def test_an_empty_ledger_proves_nothing(store: Store) -> None:
    with pytest.raises(ledger.NoSuchRow, match="no row 0: the ledger has 0 rows"):
        ledger.proof(0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE privacy_ledger_row SET role = 'owner' WHERE seq = 11",
        "DELETE FROM privacy_ledger_row WHERE seq = 11",
    ],
)
def test_no_proof_is_made_of_a_row_that_was_changed(log: Store, statement: str) -> None:
    log.tamper(statement)
    with pytest.raises(ledger.LedgerBroken, match=r"row 11 .* Run ledger verify"):
        ledger.proof(11)


def test_no_proof_is_made_from_hashes_that_were_changed(store: Store) -> None:
    for number in range(8):
        ledger.append(entry(request_id=str(number)))
    store.tamper(f"UPDATE privacy_ledger_row SET leaf_hash = {store.literal(bytes(32))} WHERE seq = 2")
    with pytest.raises(ledger.LedgerBroken, match="row 3 cannot be proven"):
        ledger.proof(3)
