"""The last restore drill, as the ledger tells it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from small_trades.privacy import _ledger as ledger
from small_trades.privacy import _record
from small_trades.privacy._broker import brokered
from small_trades.privacy._ledger import Event

if TYPE_CHECKING:
    from datetime import datetime

_TAG: Final = sha256(b"restore drill").digest()[:16]
_PASSED: Final = "restore drill passed"
_FAILED: Final = "restore drill failed"


@dataclass(frozen=True, slots=True)
class Drill:
    """When the drill was done, and whether it passed."""

    at: datetime
    has_passed: bool


@brokered
def record_drill(*, has_passed: bool, seconds: float) -> None:
    """Write the outcome of a drill."""
    outcome = f"{_PASSED if has_passed else _FAILED} in {seconds:.1f} s"
    _record.write_about_shop(Event.KEYS, outcome, tag=_TAG)


@brokered
def last_drill() -> Drill | None:
    """The newest drill; None when there was none."""
    rows = ledger.rows_for(_TAG, limit=1)
    return Drill(rows[0].at, rows[0].outcome.startswith(_PASSED)) if rows else None
