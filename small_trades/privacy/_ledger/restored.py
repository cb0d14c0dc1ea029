"""A ledger that comes back from a backup: what may be said of it, and doing it on purpose."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

from small_trades.privacy._ledger import witness
from small_trades.privacy._ledger.log import signer, witness_file

if TYPE_CHECKING:
    from pathlib import Path


def size_of(note: str) -> int:
    """How many rows a checkpoint covers. Raises NoteInvalid when this ledger's key did not sign it."""
    return signer().verifier.open(note).size


def witnessed_size() -> int:
    """How many rows the witness file has seen; 0 without one. Raises NoteInvalid for another ledger's."""
    note = witness.read(witness_file())
    return 0 if note is None else size_of(note)


def set_witness_aside() -> Path | None:
    """Let an older ledger be continued: move the witness, which knows of more, aside; where it is now.

    Whoever does this says so in the ledger, in the row that follows.
    """
    path = witness_file()
    if not path.exists():
        return None
    aside = path.with_name(f"{path.stem}.{datetime.now(tz=timezone.utc):%Y%m%dT%H%M%S}{path.suffix}")  # noqa: UP017 -- as entries.py does
    path.rename(aside)
    return aside
