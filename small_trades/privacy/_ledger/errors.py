# ruff: noqa: N818 -- what is raised reads as a sentence: `raise LedgerBroken(…)`
"""What can go wrong with the ledger, as its callers must decide it."""

from __future__ import annotations

from small_trades.privacy.errors import PrivacyError


class LedgerUnavailable(PrivacyError):
    """The row could not be made durable. Whoever was to be recorded must not go on: no row, no value."""


class LedgerBroken(LedgerUnavailable):
    """The store does not continue from what was signed. Nothing is appended; `ledger verify` says more."""


class NoteInvalid(PrivacyError):
    """A text is not a signed note, or its signature is not of the key asked for."""


class NoSuchRow(PrivacyError):
    """A row that is not there was asked for."""

    def __init__(self, seq: int, size: int) -> None:
        self.seq = seq
        super().__init__(f"there is no row {seq}: the ledger has {size} rows, counted from 0")
