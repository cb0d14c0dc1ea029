"""Whether the ledger can be continued where it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_trades.privacy import _ledger as ledger
from small_trades.privacy._inventory.problems import StartProblem
from small_trades.privacy._ledger import LedgerUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator


def ledger_problems() -> Iterator[StartProblem]:
    """A ledger that was cut, restored or signed by another key is not continued unnoticed."""
    try:
        ledger.check()
    except LedgerUnavailable as unavailable:
        yield StartProblem(
            "privacy.E025",
            str(unavailable),
            "`small-trades ledger verify` says where it broke. After restoring an older ledger or removing "
            "the data folder on purpose, move the file LEDGER_WITNESS_FILE aside.",
        )
