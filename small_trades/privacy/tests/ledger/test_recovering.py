"""A checkpoint is found again in a mail, however its clients quoted and wrapped it."""

from __future__ import annotations

from textwrap import fill

import pytest
from small_trades.privacy import _ledger as ledger
from small_trades.privacy._ledger.notes import Signer, recovered

SIGNER = Signer("small-trades/ledger", bytes(range(32)))
OLD = SIGNER.sign(size=7, root=bytes(range(32)))
NOTE = SIGNER.sign(size=1_024, root=bytes(range(1, 33)))


def quoted(text: str, mark: str = "> ") -> str:
    return "".join(f"{mark}{line}\n" for line in text.splitlines())


@pytest.mark.parametrize(
    "text",
    [
        NOTE,
        NOTE.replace("\n", "\r\n"),
        f"ご注文ありがとうございます。\n\n{NOTE}\n小商い\n",
        quoted(NOTE),
        quoted(quoted(NOTE), ">"),
        quoted("\n".join(fill(line, 60, break_on_hyphens=False) for line in NOTE.splitlines())),
        quoted("\n".join(line[at : at + 76] for line in NOTE.splitlines() for at in range(0, 200, 76))),
        NOTE.replace("—", "–"),
        NOTE.replace("\n\n", "\n"),
        " ".join(NOTE.split()),
        f"{OLD}\n----\n{quoted(NOTE)}",
        f"{NOTE}\n----\n{quoted(OLD)}",
    ],
)
def test_found_again(text: str) -> None:
    found = recovered(text, SIGNER.verifier.name)
    assert found == NOTE
    assert SIGNER.verifier.open(found).size == 1_024


@pytest.mark.parametrize("text", ["", "no note at all", NOTE[:-30], NOTE.replace("small", "large")])
def test_nothing_is_made_up(text: str) -> None:
    assert recovered(text, SIGNER.verifier.name) == text
    with pytest.raises(ledger.NoteInvalid):
        SIGNER.verifier.open(recovered(text, SIGNER.verifier.name))


def test_a_changed_note_is_found_and_not_believed() -> None:
    with pytest.raises(ledger.NoteInvalid, match="signature"):
        SIGNER.verifier.open(recovered(quoted(NOTE.replace("1024", "1025")), SIGNER.verifier.name))
