"""Checking the whole ledger, and remembering when that was done last and what came of it."""

import json
import os
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from small_trades import privacy


@dataclass(frozen=True, slots=True)
class LedgerCheck:
    """One run: when it ended (UTC), how long it took, and what it found."""

    at: datetime
    seconds: float
    ok: bool
    rows: int
    first_bad: int | None
    problem: str


def check_ledger(since: str | None = None) -> LedgerCheck:
    """Verify every row, the tree and the index now; what was found is remembered for `last_check`."""
    started = time.monotonic()
    report = privacy.ledger.verify(since=since)
    found = LedgerCheck(
        at=datetime.now(UTC),
        seconds=round(time.monotonic() - started, 3),
        ok=report.ok,
        rows=report.rows,
        first_bad=report.first_bad,
        problem=report.problem,
    )
    _remember(found)
    return found


def last_check() -> LedgerCheck | None:
    """The last run on this machine; None before the first, or when its note cannot be read."""
    try:
        noted = json.loads(_note().read_text(encoding="utf-8"))
        return LedgerCheck(**{**noted, "at": datetime.fromisoformat(noted["at"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _note() -> Path:
    return Path(settings.PRIVACY["LEDGER_WITNESS_FILE"]).with_name("ledger-verified.json")


def _remember(found: LedgerCheck) -> None:
    path = _note()
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    draft.write_text(json.dumps({**asdict(found), "at": found.at.isoformat()}), encoding="utf-8")
    draft.replace(path)
