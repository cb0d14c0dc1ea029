"""Signed notes against the vectors of Go's note package, which C2SP's format comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_trades.privacy._ledger.errors import LedgerUnavailable, NoteInvalid
from small_trades.privacy._ledger.notes import Checkpoint, load_signer

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
NOTE = (
    f"{TEXT}\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
ROOT = bytes(range(32))


def key_file(folder: Path, line: str = PRIVATE) -> Path:
    path = folder / "signing.key"
    path.write_text(line + "\n")
    path.chmod(0o600)
    return path


def test_the_published_example_is_signed_and_opened(tmp_path: Path) -> None:
    signer = load_signer(key_file(tmp_path), name="unused")
    assert str(signer.verifier) == PUBLIC
    assert signer.sign_text(TEXT) == NOTE
    assert signer.verifier.text(NOTE) == TEXT


def test_a_checkpoint_has_an_origin_a_size_and_a_root(tmp_path: Path) -> None:
    signer = load_signer(tmp_path / "new.key", name="small-trades/ledger")
    note = signer.sign(size=1041, root=ROOT)
    origin, size, root, empty, signature, end = note.split("\n")
    assert (origin, size, empty, end) == ("small-trades/ledger", "1041", "", "")
    assert root == "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    assert signature.startswith("— small-trades/ledger ")
    assert signer.verifier.open(note) == Checkpoint("small-trades/ledger", 1041, ROOT)


def test_other_signatures_and_extension_lines_are_passed_over(tmp_path: Path) -> None:
    signer = load_signer(key_file(tmp_path), name="unused")
    body = f"PeterNeumann\n7\n{'A' * 43}=\nan extension\n"
    witnessed = signer.sign_text(body) + "— a.witness.example AAAAAAAA\n"
    assert signer.verifier.open(witnessed) == Checkpoint("PeterNeumann", 7, bytes(32))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("problem is.", "problem was."),
        ("x08go/ZJ", "x08go/ZK"),
        ("x08go/ZJ", "y08go/ZJ"),
        ("x08go", "***"),
        ("— PeterNeumann", "— PaulNeumann"),
        ("— ", "- "),
        ("\n\n", "\n"),
        ("wJnAM=\n", "wJnAM="),
    ],
)
def test_a_changed_note_does_not_open(tmp_path: Path, old: str, new: str) -> None:
    verifier = load_signer(key_file(tmp_path), name="unused").verifier
    assert NOTE.replace(old, new) != NOTE
    with pytest.raises(NoteInvalid):
        verifier.text(NOTE.replace(old, new))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n3\n",
        f"origin\n03\n{'A' * 43}=\n",
        f"origin\n-3\n{'A' * 43}=\n",
        f"origin\n{'9' * 5000}\n{'A' * 43}=\n",
        f"\n3\n{'A' * 43}=\n",
        "origin\n3\nAAAA\n",
        "origin\n3\n!\n",
    ],
)
def test_what_is_not_a_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteInvalid):
        Checkpoint.parse(text)


def test_a_new_key_is_ours_alone_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "signing.key"
    first = load_signer(path, name="small-trades/ledger")
    again = load_signer(path, name="another name")
    assert path.stat().st_mode & 0o777 == 0o600
    assert str(again.verifier) == str(first.verifier)
    assert [file.name for file in path.parent.iterdir()] == ["signing.key"]


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = key_file(tmp_path)
    path.chmod(0o644)
    with pytest.raises(LedgerUnavailable, match="chmod 600"):
        load_signer(path, name="unused")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "not a key",
        PRIVATE.replace("c74f20a3", "c74f20a4"),
        PRIVATE[:-4],
        PRIVATE.replace("+AYEK", "+BYEK"),
    ],
)
def test_a_damaged_key_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(LedgerUnavailable, match="damaged"):
        load_signer(key_file(tmp_path, line), name="unused")
